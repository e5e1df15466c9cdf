-- grain: one row per kabupaten in, at or around $within ('' = every kabupaten that has data)
SELECT k.code, k.parent_code, p.name AS province
FROM area AS k
LEFT JOIN area AS p ON p.code = k.parent_code
WHERE k.level = 'kabupaten' AND (
    ($within IN ('', k.parent_code) AND k.code IN (
        SELECT kabupaten_code FROM reporting UNION ALL SELECT kabupaten_code FROM entry))
    OR k.code = $within
    OR k.code IN (SELECT parent_code FROM area WHERE code = $within)
    OR k.code IN (
        SELECT c.parent_code FROM area AS d JOIN area AS c ON c.code = d.parent_code
        WHERE d.code = $within
    )
)
ORDER BY k.code
