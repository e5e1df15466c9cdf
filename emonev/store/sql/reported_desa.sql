-- grain: one row per kecamatan x puskesmas x desa that this puskesmas ever reported
SELECT
    coalesce(s.kecamatan_code, '') AS kecamatan_code,
    coalesce(s.puskesmas, '') AS puskesmas,
    a.code AS desa_code,
    a.name AS desa
FROM sent AS s
JOIN area AS a ON a.code = s.area_code AND a.level = 'desa'
WHERE s.kabupaten_code = $kabupaten AND (NOT s.recap OR s.puskesmas <> '')
GROUP BY ALL
ORDER BY ALL
