-- grain: the notes of later batches that pointed at this batch
DELETE FROM entry_replaced
WHERE existed AND batch_id = $batch_id AND written_by <> $batch_id
