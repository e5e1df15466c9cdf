-- grain: one entry per row the batch wrote and nobody wrote over
DELETE FROM entry WHERE batch_id = $batch_id
