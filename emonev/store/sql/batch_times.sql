-- grain: one row per upload
SELECT batch_id, imported_at FROM batch
