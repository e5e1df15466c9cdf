-- grain: one row per upload, newest first
SELECT batch_id, imported_at, file_name, container, encoding, kabupaten_code, rows_read, new,
       updated, unchanged, duplicate, rejected, cases_only, demo, undone_at, who, role, kinds
FROM batch
WHERE $kabupaten = '' OR kabupaten_code = $kabupaten
ORDER BY sequence DESC
