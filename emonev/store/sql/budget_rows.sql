-- grain: period x area x puskesmas x subject (OPD and activity): what may be spent, what has been
SELECT e.period, e.area_code, coalesce(any_value(a.name), e.area_code) AS area,
    coalesce(any_value(a.level), '') AS level, coalesce(any_value(k.name), '') AS kecamatan,
    e.puskesmas, e.subject,
    max(e.numerator) FILTER (e.measure = 'pagu') AS budget,
    max(e.numerator) FILTER (e.measure = 'realisasi') AS spent,
    coalesce(any_value(e.note), '') AS note,
    coalesce(arg_max(b.file_name, b.sequence), '') AS file_name,
    max(b.imported_at) AS imported_at
FROM entry AS e
LEFT JOIN area AS a ON a.code = e.area_code
LEFT JOIN area AS k ON k.code = e.kecamatan_code
LEFT JOIN batch AS b ON b.batch_id = e.batch_id
WHERE e.kind = 'anggaran' AND e.kabupaten_code = $kabupaten AND e.measure IN ('pagu', 'realisasi')
    AND starts_with(e.area_code || '.', $within || '.')
GROUP BY e.period, e.area_code, e.puskesmas, e.subject
HAVING count(e.numerator) > 0
ORDER BY e.period DESC, e.subject, e.area_code, e.puskesmas
