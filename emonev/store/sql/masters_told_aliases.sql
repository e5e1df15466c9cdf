-- grain: one row per other spelling that masters tell of
SELECT DISTINCT area_code, subject FROM entry
WHERE measure = 'alias' AND kabupaten_code = $kabupaten
ORDER BY ALL
