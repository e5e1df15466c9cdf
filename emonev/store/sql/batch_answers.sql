-- grain: one row: what was answered on one upload (JSON)
SELECT coalesce(answers, '{}') FROM batch WHERE batch_id = $batch_id
