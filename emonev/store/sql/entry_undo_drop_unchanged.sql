-- grain: entries the batch held without changing them
DELETE FROM entry_unchanged WHERE batch_id = $batch_id
