-- grain: one row per kecamatan x puskesmas, from the master or ever reported; every kecamatan once
WITH kecamatan AS (
    SELECT code, name FROM area
    WHERE parent_code = $kabupaten AND level = 'kecamatan' AND (
        valid_to IS NULL
        OR code IN (SELECT kecamatan_code FROM reporting WHERE kabupaten_code = $kabupaten)
    )
),
known AS (
    SELECT kecamatan_code, name AS puskesmas FROM puskesmas
    UNION
    SELECT coalesce(kecamatan_code, ''), coalesce(puskesmas, '') FROM reporting
    WHERE kabupaten_code = $kabupaten
)
SELECT k.code AS kecamatan_code, k.name AS kecamatan, coalesce(p.puskesmas, '') AS puskesmas
FROM kecamatan AS k
LEFT JOIN known AS p ON p.kecamatan_code = k.code
UNION
SELECT '', '', puskesmas FROM known WHERE kecamatan_code = ''
ORDER BY kecamatan, puskesmas
