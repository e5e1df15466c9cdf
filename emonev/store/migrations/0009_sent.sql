-- Who sent something for a month: children by name, or the recap STATUS GIZI of a place.

-- grain: month x area x puskesmas x posyandu of children, and month x area x puskesmas of a recap
-- (recap true; dates of measuring are then unknown, and an area above desa speaks for its desa)
CREATE VIEW sent AS
SELECT
    period, kabupaten_code, kecamatan_code, area_code, puskesmas, children, measured,
    last_measured_on, last_imported_at, false AS recap
FROM reporting
UNION ALL
SELECT
    e.period, e.kabupaten_code, e.kecamatan_code, e.area_code, e.puskesmas,
    max(e.numerator) AS children, max(e.numerator) AS measured,
    NULL AS last_measured_on, max(b.imported_at) AS last_imported_at, true AS recap
FROM entry AS e
JOIN batch AS b ON b.batch_id = e.batch_id
WHERE e.kind = 'recap' AND e.measure = 'length_measured_share' AND e.numerator > 0
GROUP BY e.period, e.kabupaten_code, e.kecamatan_code, e.area_code, e.puskesmas;
