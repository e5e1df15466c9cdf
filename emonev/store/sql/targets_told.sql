-- grain: one row per uploaded target
SELECT area_code, measure, source, period, value, note
FROM entry
WHERE kind = 'target' AND value IS NOT NULL AND period <> ''
ORDER BY area_code, measure, source, period, subject
