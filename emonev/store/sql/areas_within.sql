-- grain: one row per area of the level that exists today below $within, with its parent
SELECT a.code, a.name, a.parent_code, p.name AS parent_name,
    EXISTS (SELECT 1 FROM boundary AS b WHERE b.area_code = a.code) AS has_shape
FROM area AS a
LEFT JOIN area AS p ON p.code = a.parent_code
WHERE a.level = $level AND starts_with(a.code, $within || '.') AND a.valid_to IS NULL
ORDER BY a.code
