-- grain: one row per living area at or below $below
SELECT code, name, level, coalesce(parent_code, '') AS parent_code
FROM area
WHERE (code = $below OR starts_with(code, $below || '.')) AND valid_to IS NULL
ORDER BY name, code
