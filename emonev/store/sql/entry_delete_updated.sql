-- grain: one stored entry per updated one
DELETE FROM entry AS e USING incoming_entry AS i
WHERE i.fate = 'updated'
    AND i.kind = e.kind AND i.kabupaten_code = e.kabupaten_code AND i.area_code = e.area_code
    AND i.puskesmas = e.puskesmas AND i.period = e.period AND i.source = e.source
    AND i.measure = e.measure AND i.subject = e.subject
