-- grain: kabupaten x period x area of the level: balita at its start
-- that were recorded in the 12 months to its end
WITH asked AS (
    SELECT unnest(CAST($periods AS VARCHAR[])) AS period,
        unnest(CAST($starts AS INTEGER[])) AS start_month,
        unnest(CAST($ends AS INTEGER[])) AS at_month
), placed AS (
    SELECT r.kabupaten_code, a.period, r.children,
        CASE $level WHEN 'desa' THEN r.area_code WHEN 'kecamatan' THEN r.kecamatan_code
            WHEN 'puskesmas' THEN r.kecamatan_code || ':' || r.puskesmas
            WHEN 'kabupaten' THEN r.kabupaten_code ELSE 'provinsi' END AS place
    FROM asked AS a
    JOIN recorded AS r ON r.first_month <= a.at_month AND a.at_month < r.end_month
        AND a.start_month < r.balita_until
    WHERE r.kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[]))) AND r.source = $source
        AND (a.start_month < r.baduta_until OR NOT $only_baduta) AND ($puskesmas = '' OR r.puskesmas = $puskesmas)
)
SELECT kabupaten_code, period, place, CAST(sum(children) AS BIGINT) AS children
FROM placed
WHERE place IS NOT NULL
GROUP BY kabupaten_code, period, place
