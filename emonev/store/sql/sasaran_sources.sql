-- grain: one row per year x source of the target population stored for the kabupaten
SELECT year, source, count(*) AS areas, sum(balita)::BIGINT AS balita
FROM sasaran
WHERE area_code = $kabupaten OR starts_with(area_code, $kabupaten || '.')
GROUP BY year, source
ORDER BY year, source
