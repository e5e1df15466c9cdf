-- grain: what stood before the heir's entries, and those of them that were written over since
UPDATE entry_replaced AS r
SET written_by = CASE WHEN r.written_by = $batch_id THEN h.heir ELSE r.written_by END,
    batch_id = CASE WHEN r.written_by = $batch_id THEN r.batch_id ELSE h.heir END
FROM entry_undo_heir AS h
WHERE (r.written_by = $batch_id OR (r.existed AND r.batch_id = $batch_id))
    AND r.kind = h.kind AND r.kabupaten_code = h.kabupaten_code AND r.area_code = h.area_code
    AND r.puskesmas = h.puskesmas AND r.period = h.period AND r.source = h.source
    AND r.measure = h.measure AND r.subject = h.subject
