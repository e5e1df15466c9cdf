-- grain: one row per upload of the kabupaten, oldest first
SELECT batch_id, imported_at, undone_at IS NOT NULL AS undone
FROM batch
WHERE kabupaten_code = $kabupaten
ORDER BY sequence
