-- grain: one percentage that a sheet printed without what it stands over
SELECT e.measure, e.period, e.area_code, coalesce(a.name, e.area_code) AS area,
    coalesce(a.level, '') AS level, coalesce(k.name, '') AS kecamatan, e.puskesmas, e.source,
    e.value, coalesce(b.file_name, '') AS file_name, e.sheet, e.cell, b.imported_at
FROM entry AS e
LEFT JOIN area AS a ON a.code = e.area_code
LEFT JOIN area AS k ON k.code = e.kecamatan_code
LEFT JOIN batch AS b ON b.batch_id = e.batch_id
WHERE e.kind NOT IN ('target', 'survei') AND e.value IS NOT NULL AND e.denominator IS NULL
    AND e.kabupaten_code = $kabupaten AND starts_with(e.area_code || '.', $within || '.')
ORDER BY e.period DESC, e.area_code, e.puskesmas, e.measure
