-- grain: one row per puskesmas of the kabupaten that the filters offer
SELECT kecamatan_code, name FROM puskesmas WHERE starts_with(kecamatan_code, $kabupaten)
UNION
SELECT coalesce(kecamatan_code, ''), puskesmas FROM reporting
WHERE kabupaten_code = $kabupaten AND puskesmas IS NOT NULL
ORDER BY ALL
