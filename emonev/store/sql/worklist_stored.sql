-- grain: one row per stored measurement of a child of the file, within the viewer's area ('' = all)
SELECT pc.person, m.measured_on, m.weight_kg, m.lenhei_cm, m.measure, m.muac_cm, m.weight_gain,
    m.label_whz, m.zlen, m.zwei, m.zwfl, m.zac, m.zhc, m.flen, m.fwei, m.fwfl, m.fac, m.fhc
FROM person_child AS pc
JOIN measurement AS m ON pc.child_id = m.child_id
WHERE $within = '' OR m.area_code = $within OR starts_with(m.area_code, $within || '.')
ORDER BY pc.person, m.measured_on
