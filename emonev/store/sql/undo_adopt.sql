-- grain: one measurement per heir: it stands on, as what the heir said
UPDATE measurement AS m
SET batch_id = h.heir, sheet = coalesce(h.sheet, m.sheet), row = coalesce(h.row, m.row)
FROM undo_heir AS h
WHERE m.batch_id = $batch_id AND m.child_id = h.child_id AND m.measured_on = h.measured_on
