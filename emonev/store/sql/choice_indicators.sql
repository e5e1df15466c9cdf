-- grain: one row per source and indicator of the cube
SELECT DISTINCT source, indicator FROM cube WHERE kabupaten_code = $kabupaten ORDER BY ALL
