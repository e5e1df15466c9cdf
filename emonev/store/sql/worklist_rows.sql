-- grain: one row per accepted and placed row of the file, scored, with the stored child it links to
SELECT s.sheet, s.row, s.person, s.nik_key, s.name_key, s.sex, s.birth_date, s.measured_on,
    s.weight_kg, s.lenhei_cm, s.measure, s.muac_cm, s.weight_gain, s.label_whz,
    p.area_code, coalesce(p.puskesmas_name, s.puskesmas, '') AS puskesmas,
    coalesce(CASE WHEN a.level = 'desa' THEN a.name END, s.desa, '') AS desa,
    coalesce(s.posyandu, '') AS posyandu, pc.child_id,
    z.zlen, z.zwei, z.zwfl, z.zac, z.zhc, z.flen, z.fwei, z.fwfl, z.fac, z.fhc
FROM staged AS s
JOIN place AS p
    ON s.kabupaten IS NOT DISTINCT FROM p.kabupaten
    AND s.kecamatan IS NOT DISTINCT FROM p.kecamatan
    AND s.puskesmas IS NOT DISTINCT FROM p.puskesmas
    AND s.desa IS NOT DISTINCT FROM p.desa
LEFT JOIN area AS a ON p.area_code = a.code
LEFT JOIN person_child AS pc ON s.person = pc.person
LEFT JOIN scored AS z ON s.position = z.position
WHERE s.fate IS NULL AND s.person IS NOT NULL AND p.area_code IS NOT NULL
ORDER BY s.position
