-- grain: one row per scored row that disagrees with its sheet, with the cause
-- (causes: emonev.core.difference; 0.011: both sides are rounded to 2 decimals)
INSERT INTO doubted
SELECT i.position, CASE
        WHEN i.age_days / 30.4375 >= 60 THEN 'umur_60'
        WHEN i.lenhei_cm IS NULL THEN 'tanpa_panjang'
        WHEN s.flen = 1 THEN 'tidak_masuk_akal'
        WHEN abs(i.sheet_haz - s.zlen) <= 0.011 THEN 'label_diubah'
        WHEN i.sheet_haz IS NOT NULL AND v.nearest <= 0.011 THEN 'posisi'
        WHEN i.sheet_haz IS NULL AND v.label_fits THEN 'posisi'
        WHEN i.sheet_haz IS NULL THEN 'label_diubah'
        ELSE 'z_berbeda'
    END
FROM incoming AS i
JOIN scored AS s ON i.position = s.position
JOIN (
    SELECT e.position, min(abs(i.sheet_haz - e.zlen)) AS nearest,
           bool_or((e.zlen < -2) = (i.label_haz IN ('pendek', 'sangat_pendek', 'stunting')))
               AS label_fits
    FROM explained AS e
    JOIN incoming AS i ON e.position = i.position
    GROUP BY e.position
) AS v ON i.position = v.position
