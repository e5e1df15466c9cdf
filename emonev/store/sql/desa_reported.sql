-- grain: kabupaten x period x area of the level: desa that sent anything in its months; where
-- recaps are part of the source, a desa of a recap has reported too, and a recap of a whole
-- puskesmas or kecamatan speaks for the desa of its kecamatan (children without a desa do not)
WITH asked AS (
    SELECT unnest(CAST($periods AS VARCHAR[])) AS period,
        unnest(CAST($months AS VARCHAR[])) AS month
), recap AS (
    SELECT period, kabupaten_code, kecamatan_code, area_code, puskesmas FROM cube
    WHERE source = 'rekap' AND $source IN ('gabungan', 'rekap') AND rule = 'bulan'
        AND indicator = 'length_measured_share' AND numerator > 0
), sent AS (
    SELECT period, kabupaten_code, kecamatan_code, area_code, puskesmas FROM reporting
    UNION ALL
    SELECT * FROM recap
    UNION ALL
    SELECT r.* REPLACE (d.code AS area_code)
    FROM recap AS r
    JOIN area AS d ON d.parent_code = r.area_code AND d.level = 'desa'
), placed AS (
    SELECT r.kabupaten_code, a.period, r.area_code,
        CASE $level WHEN 'desa' THEN r.area_code WHEN 'kecamatan' THEN r.kecamatan_code
            WHEN 'puskesmas' THEN r.kecamatan_code || ':' || r.puskesmas
            WHEN 'kabupaten' THEN r.kabupaten_code ELSE 'provinsi' END AS place
    FROM asked AS a
    JOIN sent AS r ON r.period = a.month
    JOIN area AS d ON d.code = r.area_code AND d.level = 'desa'
    WHERE r.kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
        AND ($puskesmas = '' OR r.puskesmas = $puskesmas)
)
SELECT kabupaten_code, period, place, count(DISTINCT area_code) AS desa
FROM placed
WHERE place IS NOT NULL
GROUP BY kabupaten_code, period, place
