-- grain: one measurement per row that stood there before the batch
INSERT INTO measurement BY NAME
SELECT r.* EXCLUDE (written_by, existed)
FROM replaced AS r
JOIN undo_key AS k ON r.child_id = k.child_id AND r.measured_on = k.measured_on
WHERE r.written_by = $batch_id AND r.existed
