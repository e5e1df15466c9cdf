-- grain: one row: spellings of this upload that still hold
SELECT count(*) FROM alias_learnt WHERE batch_id = $batch_id AND forgotten_at IS NULL
