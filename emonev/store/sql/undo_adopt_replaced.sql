-- grain: what stood before the heir's rows, and those of them that were written over since
UPDATE replaced AS r
SET written_by = CASE WHEN r.written_by = $batch_id THEN h.heir ELSE r.written_by END,
    batch_id = CASE WHEN r.written_by = $batch_id THEN r.batch_id ELSE h.heir END
FROM undo_heir AS h
WHERE r.child_id = h.child_id AND r.measured_on = h.measured_on
    AND (r.written_by = $batch_id OR (r.existed AND r.batch_id = $batch_id))
