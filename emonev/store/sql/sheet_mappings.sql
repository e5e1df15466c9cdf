-- grain: one remembered header of a sheet of counts, the newest first
SELECT signature, kind, headers, answers, changed_at FROM sheet_mapping
ORDER BY changed_at DESC, signature
