-- grain: one row per new or updated row: what the z-score statement needs
SELECT position, sex, age_days, weight_kg, lenhei_cm, measure, muac_cm, headc_cm, false AS oedema
FROM incoming
WHERE fate IN ('new', 'updated')
