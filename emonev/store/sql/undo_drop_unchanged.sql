-- grain: measurements the batch held without changing them
DELETE FROM batch_unchanged WHERE batch_id = $batch_id
