-- grain: kabupaten x period x area of the level x indicator x age band
WITH placed AS (
    SELECT c.kabupaten_code, c.period, c.indicator, c.age_band, c.numerator, c.denominator,
        CASE $level WHEN 'desa' THEN c.area_code WHEN 'kecamatan' THEN c.kecamatan_code
            WHEN 'puskesmas' THEN c.kecamatan_code || ':' || c.puskesmas
            WHEN 'kabupaten' THEN c.kabupaten_code ELSE 'provinsi' END AS place
    FROM cube AS c
    -- few values each: comparing is faster here than joining
    WHERE list_contains(CAST($kabupaten AS VARCHAR[]), c.kabupaten_code)
        AND list_contains(CAST($periods AS VARCHAR[]), c.period)
        AND list_contains(CAST($indicators AS VARCHAR[]), c.indicator)
        AND c.source = $source AND ($puskesmas = '' OR c.puskesmas = $puskesmas)
)
SELECT kabupaten_code, period, place, indicator, age_band,
    CAST(sum(numerator) AS BIGINT) AS numerator, CAST(sum(denominator) AS BIGINT) AS denominator
FROM placed
WHERE place IS NOT NULL
GROUP BY kabupaten_code, period, place, indicator, age_band
