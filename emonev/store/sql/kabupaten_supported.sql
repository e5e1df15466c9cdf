-- grain: one row per kabupaten with targets, a budget, or percentages printed without their counts
SELECT e.kabupaten_code, coalesce(any_value(a.name), e.kabupaten_code) AS name
FROM entry AS e
LEFT JOIN area AS a ON a.code = e.kabupaten_code
WHERE e.kabupaten_code <> '' AND (
    e.kind IN ('target', 'anggaran')
    OR (e.kind <> 'survei' AND e.value IS NOT NULL AND e.denominator IS NULL)
)
GROUP BY e.kabupaten_code
ORDER BY name
