-- grain: one row per composed order of a kabupaten, by name
SELECT order_id, kabupaten, name, items, changed_at, changed_by
FROM show_order
WHERE kabupaten = $kabupaten
ORDER BY name COLLATE NOCASE, order_id
