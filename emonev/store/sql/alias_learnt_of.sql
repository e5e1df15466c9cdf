-- grain: one row per spelling an upload's answers taught, with the area as people call it
SELECT l.alias, coalesce(a.name, l.area_code), l.forgotten_at IS NOT NULL
FROM alias_learnt AS l
LEFT JOIN area AS a ON l.area_code = a.code
WHERE l.batch_id = $batch_id
ORDER BY l.alias
