-- grain: one row per source and period of the cube
SELECT DISTINCT source, rule, period FROM cube WHERE kabupaten_code = $kabupaten ORDER BY ALL
