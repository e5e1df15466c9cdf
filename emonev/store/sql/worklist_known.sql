-- grain: one row per stored child below 60 months known in the months before, at its last record,
-- in the desa or puskesmas asked, without a length in the month that begins on $first; of its birth
-- only the month
WITH known AS (
    SELECT m.child_id, m.sex, m.birth_date, m.measured_on, m.area_code, m.puskesmas, m.posyandu,
        row_number() OVER (PARTITION BY m.child_id ORDER BY m.measured_on DESC) AS nth,
        max(m.measured_on) FILTER (WHERE m.lenhei_cm IS NOT NULL)
            OVER (PARTITION BY m.child_id) AS length_on
    FROM measurement AS m
    WHERE m.kabupaten_code = $kabupaten AND m.measured_on >= $since AND m.measured_on < $until
)
SELECT k.child_id, k.sex, date_trunc('month', k.birth_date)::DATE, coalesce(k.puskesmas, ''),
    coalesce(CASE WHEN a.level = 'desa' THEN a.name END, ''), coalesce(k.posyandu, ''), c.weak
FROM known AS k
JOIN child AS c ON k.child_id = c.child_id
LEFT JOIN area AS a ON k.area_code = a.code
WHERE k.nth = 1
    AND (k.length_on IS NULL OR k.length_on < $first)
    AND k.birth_date > $born_after
    AND (list_contains($desa, k.area_code) OR list_contains($puskesmas, k.puskesmas))
    AND ($within = '' OR k.area_code = $within OR starts_with(k.area_code, $within || '.'))
ORDER BY k.child_id
