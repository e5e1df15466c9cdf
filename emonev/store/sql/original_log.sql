-- grain: one row per original kept, downloaded or deleted, newest first
SELECT happened_at, what, batch_id, file_name, role, who
FROM original_log
ORDER BY happened_at DESC, file_name
