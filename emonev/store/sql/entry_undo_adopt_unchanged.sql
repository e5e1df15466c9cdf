-- grain: the heir wrote them now
DELETE FROM entry_unchanged AS r USING entry_undo_heir AS h
WHERE r.batch_id = h.heir
    AND r.kind = h.kind AND r.kabupaten_code = h.kabupaten_code AND r.area_code = h.area_code
    AND r.puskesmas = h.puskesmas AND r.period = h.period AND r.source = h.source
    AND r.measure = h.measure AND r.subject = h.subject
