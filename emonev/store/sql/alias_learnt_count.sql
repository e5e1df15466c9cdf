-- grain: one row: spellings that only this upload teaches and that still hold
SELECT count(*)
FROM alias_learnt AS l
WHERE l.batch_id = $batch_id AND l.forgotten_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM alias_learnt AS o
    WHERE o.batch_id <> $batch_id AND o.forgotten_at IS NULL
        AND o.area_code = l.area_code AND o.alias = l.alias
)
