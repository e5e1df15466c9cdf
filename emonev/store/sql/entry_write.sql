-- grain: one row per new or updated entry
INSERT INTO entry BY NAME
SELECT * EXCLUDE (position, fate), $batch_id AS batch_id
FROM incoming_entry
WHERE fate IN ('new', 'updated')
