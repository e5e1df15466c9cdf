-- grain: one measurement per row the batch wrote and nobody wrote over
DELETE FROM measurement WHERE batch_id = $batch_id
