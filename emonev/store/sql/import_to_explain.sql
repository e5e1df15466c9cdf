-- grain: one row per scored row that disagrees with its sheet x variant of the length:
-- 0 as e-PPGBM corrects it, 1 with 0.7 cm more, -1 with 0.7 cm less, 2 as written
SELECT i.position, v.variant, i.sex, i.age_days, i.weight_kg,
       CASE WHEN v.variant IN (-1, 1) THEN i.lenhei_cm + 0.7 * v.variant ELSE i.lenhei_cm END
           AS lenhei_cm,
       CASE WHEN v.variant = 0 THEN i.measure END AS measure,
       NULL::DOUBLE AS muac_cm, NULL::DOUBLE AS headc_cm, false AS oedema
FROM incoming AS i
JOIN scored AS s ON i.position = s.position
CROSS JOIN (VALUES (0), (1), (-1), (2)) AS v (variant)
WHERE (i.sheet_haz IS NOT NULL AND coalesce(abs(i.sheet_haz - s.zlen) > 0.011, true))
   OR (i.label_haz IS NOT NULL AND i.label_haz <> 'outlier' AND coalesce(
        i.label_haz <> CASE
            WHEN i.label_haz IN ('stunting', 'tidak_stunting')
                THEN CASE WHEN s.zlen < -2 THEN 'stunting' ELSE 'tidak_stunting' END
            WHEN s.zlen < -3 THEN 'sangat_pendek'
            WHEN s.zlen < -2 THEN 'pendek'
            WHEN s.zlen > 3 THEN 'tinggi'
            WHEN s.zlen IS NOT NULL THEN 'normal'
        END, true))
   OR (s.zlen IS NULL AND i.label_haz IS NOT NULL AND i.label_haz <> 'outlier')
