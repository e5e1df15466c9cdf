-- grain: kabupaten x period x area of the level: desa that sent anything in its months
WITH asked AS (
    SELECT unnest(CAST($periods AS VARCHAR[])) AS period,
        unnest(CAST($months AS VARCHAR[])) AS month
), placed AS (
    SELECT r.kabupaten_code, a.period, r.area_code,
        CASE $level WHEN 'desa' THEN r.area_code WHEN 'kecamatan' THEN r.kecamatan_code
            WHEN 'puskesmas' THEN r.kecamatan_code || ':' || r.puskesmas
            WHEN 'kabupaten' THEN r.kabupaten_code ELSE 'provinsi' END AS place
    FROM asked AS a
    JOIN reporting AS r ON r.period = a.month
    JOIN area AS d ON d.code = r.area_code AND d.level = 'desa'
    WHERE r.kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
        AND ($puskesmas = '' OR r.puskesmas = $puskesmas)
)
SELECT kabupaten_code, period, place, count(DISTINCT area_code) AS desa
FROM placed
WHERE place IS NOT NULL
GROUP BY kabupaten_code, period, place
