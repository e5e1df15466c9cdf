-- grain: kabupaten x period x area of the level x indicator x age band
SELECT c.kabupaten_code, c.period, CASE $level WHEN 'desa' THEN c.area_code WHEN 'kecamatan' THEN c.kecamatan_code
        WHEN 'puskesmas' THEN c.kecamatan_code || ':' || c.puskesmas
        WHEN 'kabupaten' THEN c.kabupaten_code ELSE 'provinsi' END AS area,
    c.indicator, c.age_band,
    CAST(sum(c.numerator) AS BIGINT) AS numerator, CAST(sum(c.denominator) AS BIGINT) AS denominator
FROM cube AS c
WHERE c.kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
    AND c.period IN (SELECT unnest(CAST($periods AS VARCHAR[])))
    AND c.indicator IN (SELECT unnest(CAST($indicators AS VARCHAR[])))
    AND c.source = $source AND ($puskesmas = '' OR c.puskesmas = $puskesmas)
GROUP BY ALL
HAVING area IS NOT NULL
