-- grain: one row per problem of one upload, errors first, in file order
SELECT code, severity, sheet, row, cell, found, expected, count
FROM batch_issue
WHERE batch_id = $batch_id
ORDER BY CASE severity WHEN 'kesalahan' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END, sheet, row
