-- grain: one row per uploaded target of the kabupaten, the areas in it and those above it
SELECT e.area_code, coalesce(a.name, 'Indonesia') AS area, coalesce(a.level, 'nasional') AS level,
    e.measure, e.source, left(e.period, 4)::INTEGER AS year, e.value, e.note,
    coalesce(b.file_name, '') AS file_name, b.imported_at
FROM entry AS e
LEFT JOIN area AS a ON a.code = e.area_code
LEFT JOIN batch AS b ON b.batch_id = e.batch_id
WHERE e.kind = 'target' AND e.value IS NOT NULL AND e.period <> '' AND (
    starts_with(e.area_code || '.', $within || '.')
    OR e.area_code = '' OR starts_with($within || '.', e.area_code || '.')
)
ORDER BY e.measure, year, e.area_code, e.source, e.subject
