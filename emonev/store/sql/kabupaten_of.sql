-- grain: one row per kabupaten in, at or around $within ('' = every kabupaten that has data)
SELECT DISTINCT k.code, k.parent_code, p.name AS province
FROM area AS k
LEFT JOIN area AS p ON p.code = k.parent_code
LEFT JOIN area AS c ON c.parent_code = k.code
LEFT JOIN area AS d ON d.parent_code = c.code AND d.code = $within
WHERE k.level = 'kabupaten' AND (
    ($within = '' AND k.code IN (SELECT kabupaten_code FROM reporting))
    OR $within IN (k.code, c.code, d.code)
    OR ($within = k.parent_code AND k.code IN (SELECT kabupaten_code FROM reporting))
)
ORDER BY k.code
