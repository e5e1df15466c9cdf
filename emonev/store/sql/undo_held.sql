-- grain: one row per measurement this batch wrote that still stands
INSERT INTO undo_key
SELECT child_id, measured_on FROM measurement WHERE batch_id = $batch_id
