-- grain: one row per kecamatan x puskesmas x desa that this puskesmas ever reported
SELECT
    coalesce(r.kecamatan_code, '') AS kecamatan_code,
    coalesce(r.puskesmas, '') AS puskesmas,
    a.code AS desa_code,
    a.name AS desa
FROM reporting AS r
JOIN area AS a ON a.code = r.area_code AND a.level = 'desa'
WHERE r.kabupaten_code = $kabupaten
GROUP BY ALL
ORDER BY ALL
