-- grain: one row per new or updated entry: what stood there
INSERT INTO entry_replaced BY NAME
SELECT $batch_id AS written_by, e.kind IS NOT NULL AS existed,
    i.kind, i.kabupaten_code, coalesce(e.kecamatan_code, i.kecamatan_code) AS kecamatan_code,
    i.area_code, i.puskesmas, i.period, i.source, i.measure, i.subject,
    e.numerator, e.denominator, e.value, e.low, e.high, coalesce(e.state, '') AS state, e.note,
    coalesce(e.batch_id, '') AS batch_id, coalesce(e.sheet, '') AS sheet,
    coalesce(e.row, 0) AS row, e.cell
FROM incoming_entry AS i
LEFT JOIN entry AS e
    ON i.kind = e.kind AND i.kabupaten_code = e.kabupaten_code AND i.area_code = e.area_code
    AND i.puskesmas = e.puskesmas AND i.period = e.period AND i.source = e.source
    AND i.measure = e.measure AND i.subject = e.subject
WHERE i.fate IN ('new', 'updated')
