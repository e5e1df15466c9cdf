-- grain: one row per period of the cube
SELECT DISTINCT rule, period FROM cube WHERE kabupaten_code = $kabupaten ORDER BY ALL
