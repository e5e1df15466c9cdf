-- grain: spellings this upload's answers taught
UPDATE alias_learnt SET forgotten_at = $now
WHERE batch_id = $batch_id AND forgotten_at IS NULL
