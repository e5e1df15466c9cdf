-- grain: one row per kabupaten and month of the rows that come back
SELECT DISTINCT kabupaten_code, strftime(measured_on, '%Y-%m') AS month
FROM replaced
WHERE written_by = $batch_id AND existed
ORDER BY ALL
