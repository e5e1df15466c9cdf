-- grain: one row per kabupaten that has measurements
SELECT c.kabupaten_code, coalesce(any_value(a.name), c.kabupaten_code) AS name
FROM (SELECT DISTINCT kabupaten_code FROM cube) AS c
LEFT JOIN area AS a ON a.code = c.kabupaten_code
GROUP BY c.kabupaten_code
ORDER BY name
