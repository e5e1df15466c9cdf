-- grain: touched month x area x puskesmas x posyandu that sent anything
INSERT INTO reporting
SELECT t.period, m.kabupaten_code, m.kecamatan_code, m.area_code, m.puskesmas, m.posyandu,
    count(DISTINCT m.child_id) AS children,
    count(DISTINCT m.child_id) FILTER (m.zlen IS NOT NULL AND COALESCE(m.flen, 0) = 0) AS measured,
    max(m.measured_on) AS last_measured_on,
    COALESCE(max(b.imported_at), CAST(max(m.measured_on) AS TIMESTAMP)) AS last_imported_at
FROM measurement AS m
JOIN touched_month AS t ON t.monthly AND date_trunc('month', m.measured_on) = t.month
LEFT JOIN batch AS b ON b.batch_id = m.batch_id
WHERE m.kabupaten_code = $kabupaten AND m.measured_on BETWEEN $first AND $last
GROUP BY t.period, m.kabupaten_code, m.kecamatan_code, m.area_code, m.puskesmas, m.posyandu
