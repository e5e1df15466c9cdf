-- grain: one composed order; the one of this name is replaced
INSERT INTO show_order (kabupaten, name, items, changed_at, changed_by)
VALUES ($kabupaten, $name, $items, $now, $who)
ON CONFLICT (kabupaten, name) DO UPDATE SET
    items = excluded.items, changed_at = excluded.changed_at, changed_by = excluded.changed_by
RETURNING order_id
