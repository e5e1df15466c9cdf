-- grain: sheet x cells left empty where a figure is stored, which stays (no other row of the file
-- says it)
SELECT i.sheet, count(*) AS cells
FROM incoming_entry AS i
JOIN entry AS e
    ON i.kind = e.kind AND i.kabupaten_code = e.kabupaten_code AND i.area_code = e.area_code
    AND i.puskesmas = e.puskesmas AND i.period = e.period AND i.source = e.source
    AND i.measure = e.measure AND i.subject = e.subject
ANTI JOIN (FROM incoming_entry WHERE fate <> 'silent') AS said
    ON i.kind = said.kind AND i.kabupaten_code = said.kabupaten_code
    AND i.area_code = said.area_code AND i.puskesmas = said.puskesmas AND i.period = said.period
    AND i.source = said.source AND i.measure = said.measure AND i.subject = said.subject
WHERE i.fate = 'silent' AND e.state = 'ada'
GROUP BY i.sheet
ORDER BY i.sheet
