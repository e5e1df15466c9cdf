-- grain: desa x puskesmas that an uploaded table names together
SELECT DISTINCT area_code, puskesmas
FROM entry
WHERE kabupaten_code = $kabupaten AND puskesmas <> '' AND area_code <> kabupaten_code
    AND area_code IS DISTINCT FROM kecamatan_code
ORDER BY ALL
