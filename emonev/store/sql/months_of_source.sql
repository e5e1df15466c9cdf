-- grain: one row per month of the cube's rows of one source, oldest first
SELECT DISTINCT period FROM cube
WHERE kabupaten_code = $kabupaten AND source = $source AND rule = 'bulan'
ORDER BY period
