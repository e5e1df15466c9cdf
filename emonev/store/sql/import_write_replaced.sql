-- grain: one row per measurement this batch writes: what stood there before
INSERT INTO replaced BY NAME
SELECT $batch_id AS written_by, old.child_id IS NOT NULL AS existed,
       old.* EXCLUDE (child_id, measured_on), i.child_id, i.measured_on
FROM incoming AS i
LEFT JOIN measurement AS old ON i.child_id = old.child_id AND i.measured_on = old.measured_on
WHERE i.fate IN ('new', 'updated')
