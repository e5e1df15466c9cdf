-- grain: one row per quarter and year of the cube's rows of one source
SELECT DISTINCT rule, period FROM cube
WHERE kabupaten_code = $kabupaten AND source = $source AND rule IN ('triwulan', 'tahun')
ORDER BY ALL
