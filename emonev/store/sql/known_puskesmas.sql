-- grain: one row per kecamatan x puskesmas, from the master or ever reported; every kecamatan once.
-- A recap of a whole kecamatan or kabupaten names no puskesmas.
WITH kecamatan AS (
    SELECT code, name FROM area
    WHERE parent_code = $kabupaten AND level = 'kecamatan' AND (
        valid_to IS NULL
        OR code IN (SELECT kecamatan_code FROM sent WHERE kabupaten_code = $kabupaten)
    )
),
named AS (
    SELECT kecamatan_code, name AS puskesmas, 0 AS rank FROM puskesmas
    UNION
    SELECT coalesce(kecamatan_code, ''), coalesce(puskesmas, ''), 1 + recap::INTEGER FROM sent
    WHERE kabupaten_code = $kabupaten AND (NOT recap OR puskesmas <> '')
),
known AS (  -- a recap in capitals is no second puskesmas
    SELECT kecamatan_code, puskesmas FROM named
    QUALIFY rank < 2 OR row_number() OVER (
        PARTITION BY kecamatan_code, lower(puskesmas) ORDER BY rank, puskesmas
    ) = 1
)
SELECT k.code AS kecamatan_code, k.name AS kecamatan, coalesce(p.puskesmas, '') AS puskesmas
FROM kecamatan AS k
LEFT JOIN known AS p ON p.kecamatan_code = k.code
UNION
SELECT '', '', puskesmas FROM known WHERE kecamatan_code = ''
ORDER BY kecamatan, puskesmas
