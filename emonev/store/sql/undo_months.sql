-- grain: one row per kabupaten and month the undo touches
SELECT DISTINCT kabupaten_code, strftime(measured_on, '%Y-%m') AS month
FROM measurement
WHERE batch_id = $batch_id
ORDER BY ALL
