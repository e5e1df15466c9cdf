-- grain: one row per kabupaten and month that new or updated rows touch
SELECT DISTINCT kabupaten_code, strftime(measured_on, '%Y-%m') AS month
FROM incoming
WHERE fate IN ('new', 'updated')
ORDER BY ALL
