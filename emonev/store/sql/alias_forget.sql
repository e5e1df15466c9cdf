-- grain: spellings this upload's answers taught, and no other upload's that still counts
DELETE FROM area_alias
WHERE EXISTS (
    SELECT 1 FROM alias_learnt AS l
    WHERE l.batch_id = $batch_id AND l.forgotten_at IS NULL
        AND l.area_code = area_alias.area_code AND l.alias = area_alias.alias
        AND NOT EXISTS (
            SELECT 1 FROM alias_learnt AS o
            WHERE o.batch_id <> $batch_id AND o.forgotten_at IS NULL
                AND o.area_code = l.area_code AND o.alias = l.alias
        )
)
