-- grain: everything the batch had replaced
DELETE FROM replaced WHERE written_by = $batch_id
