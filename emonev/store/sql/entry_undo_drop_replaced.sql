-- grain: everything the batch had replaced
DELETE FROM entry_replaced WHERE written_by = $batch_id
