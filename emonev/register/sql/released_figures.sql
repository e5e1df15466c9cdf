-- grain: one row per figure frozen with a showing: the whole first, then by area and indicator
SELECT area_code, area, level, indicator, period, source, age, puskesmas, numerator, denominator
FROM released_figure
WHERE token = $token
ORDER BY length(area_code), area_code, rowid
