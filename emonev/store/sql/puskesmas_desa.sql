-- grain: one row per puskesmas and desa it ever reported
SELECT DISTINCT kecamatan_code, puskesmas, area_code
FROM reporting
WHERE kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[]))) AND puskesmas IS NOT NULL
    AND kecamatan_code IS NOT NULL
ORDER BY ALL
