-- grain: one row per kabupaten of the area master; those with a desa list first
SELECT a.code, a.name
FROM area AS a
WHERE a.level = 'kabupaten'
ORDER BY
    (EXISTS (SELECT 1 FROM area AS d WHERE d.level = 'desa' AND starts_with(d.code, a.code || '.'))) DESC,
    a.name
