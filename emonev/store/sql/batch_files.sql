-- grain: one row per upload: id, file name, its hash, kabupaten
SELECT batch_id, file_name, file_hash, coalesce(kabupaten_code, '') FROM batch
