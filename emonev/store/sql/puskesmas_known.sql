-- grain: one row per puskesmas of the master or of the data
SELECT kecamatan_code, name FROM puskesmas
UNION
SELECT kecamatan_code, puskesmas FROM reporting
WHERE puskesmas IS NOT NULL AND kecamatan_code IS NOT NULL
ORDER BY ALL
