-- grain: one row per puskesmas and kecamatan that masters tell of
SELECT DISTINCT kecamatan_code, puskesmas FROM entry
WHERE measure = 'puskesmas' AND kabupaten_code = $kabupaten AND puskesmas <> ''
    AND kecamatan_code IS NOT NULL
ORDER BY ALL
