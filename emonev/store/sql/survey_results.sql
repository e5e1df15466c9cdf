-- grain: area x year x survey: an uploaded result of one indicator
SELECT e.area_code, a.name, e.period, e.source, e.value, e.low, e.high, e.denominator, e.note
FROM entry AS e
LEFT JOIN area AS a ON a.code = e.area_code
WHERE e.kind = 'survei' AND e.measure = $measure AND e.value IS NOT NULL AND e.period <> ''
    AND list_contains(CAST($areas AS VARCHAR[]), e.area_code)
ORDER BY e.area_code, e.period, e.source
