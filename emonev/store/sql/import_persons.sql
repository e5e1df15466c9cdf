-- grain: one row per child of the file (rows that were placed in an area)
INSERT INTO person
SELECT s.person, min(s.sex), min(s.birth_date),
       max(s.nik_key) IS NULL AND max(s.name_key) IS NULL, min(s.position)
FROM staged AS s
JOIN place AS p
    ON s.kabupaten IS NOT DISTINCT FROM p.kabupaten
    AND s.kecamatan IS NOT DISTINCT FROM p.kecamatan
    AND s.puskesmas IS NOT DISTINCT FROM p.puskesmas
    AND s.desa IS NOT DISTINCT FROM p.desa
WHERE s.fate IS NULL AND p.area_code IS NOT NULL
GROUP BY s.person
