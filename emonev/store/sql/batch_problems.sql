-- grain: one row per kind of problem of one upload, errors first
SELECT code, severity, sum(count)::BIGINT AS count
FROM batch_issue
WHERE batch_id = $batch_id
GROUP BY code, severity
ORDER BY CASE severity WHEN 'kesalahan' THEN 0 WHEN 'peringatan' THEN 1 ELSE 2 END, count DESC, code
