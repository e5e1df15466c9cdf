-- grain: spellings any upload's answers taught
DELETE FROM area_alias
WHERE EXISTS (
    SELECT 1 FROM alias_learnt AS l
    WHERE l.forgotten_at IS NULL AND l.area_code = area_alias.area_code
        AND l.alias = area_alias.alias
)
