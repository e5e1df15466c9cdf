-- grain: one entry per row that stood there before the batch and that no later batch wrote over
INSERT INTO entry BY NAME
SELECT r.* EXCLUDE (written_by, existed)
FROM entry_replaced AS r
LEFT JOIN entry AS e
    ON r.kind = e.kind AND r.kabupaten_code = e.kabupaten_code AND r.area_code = e.area_code
    AND r.puskesmas = e.puskesmas AND r.period = e.period AND r.source = e.source
    AND r.measure = e.measure AND r.subject = e.subject
WHERE r.written_by = $batch_id AND r.existed AND e.kind IS NULL
