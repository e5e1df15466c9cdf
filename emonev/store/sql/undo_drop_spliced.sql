-- grain: the entries of later batches that pointed at this batch
DELETE FROM replaced
WHERE existed AND batch_id = $batch_id AND written_by <> $batch_id
