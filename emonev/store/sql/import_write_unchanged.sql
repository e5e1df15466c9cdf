-- grain: one row per measurement the file holds as it is stored
INSERT INTO batch_unchanged
SELECT $batch_id, child_id, measured_on, sheet, row FROM incoming WHERE fate = 'unchanged'
