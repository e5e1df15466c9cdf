-- grain: one row per boundary of the level at or below $within
SELECT b.area_code, a.name, b.geometry, b.label_lon, b.label_lat
FROM boundary AS b
JOIN area AS a ON a.code = b.area_code
WHERE b.level = $level AND (b.area_code = $within OR starts_with(b.area_code, $within || '.'))
ORDER BY b.area_code
