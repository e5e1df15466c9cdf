-- grain: one row: what undoing the batch would do to its entries
SELECT
    count(*) FILTER (WHERE e.batch_id = $batch_id AND NOT r.existed) AS removed,
    count(*) FILTER (WHERE e.batch_id = $batch_id AND r.existed) AS restored,
    count(*) FILTER (WHERE e.batch_id IS DISTINCT FROM $batch_id) AS kept,
    count(DISTINCT r.period) AS periods
FROM entry_replaced AS r
LEFT JOIN entry AS e
    ON r.kind = e.kind AND r.kabupaten_code = e.kabupaten_code AND r.area_code = e.area_code
    AND r.puskesmas = e.puskesmas AND r.period = e.period AND r.source = e.source
    AND r.measure = e.measure AND r.subject = e.subject
WHERE r.written_by = $batch_id
