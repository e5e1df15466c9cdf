-- grain: one entry per heir: it stands on, as what the heir said
UPDATE entry AS r
SET batch_id = h.heir, sheet = coalesce(h.sheet, r.sheet), row = coalesce(h.row, r.row),
    cell = coalesce(h.cell, r.cell)
FROM entry_undo_heir AS h
WHERE r.batch_id = $batch_id AND r.kind = h.kind AND r.kabupaten_code = h.kabupaten_code AND r.area_code = h.area_code
    AND r.puskesmas = h.puskesmas AND r.period = h.period AND r.source = h.source
    AND r.measure = h.measure AND r.subject = h.subject
