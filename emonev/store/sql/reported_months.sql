-- grain: one row per month x kecamatan x puskesmas that sent anything
SELECT
    r.period,
    coalesce(r.kecamatan_code, '') AS kecamatan_code,
    coalesce(r.puskesmas, '') AS puskesmas,
    coalesce(list(DISTINCT a.code) FILTER (a.code IS NOT NULL), []) AS desa_codes,
    sum(r.children)::BIGINT AS children,
    sum(r.measured)::BIGINT AS measured,
    max(r.last_measured_on) AS last_measured_on,
    max(r.last_imported_at) AS last_imported_at
FROM reporting AS r
LEFT JOIN area AS a ON a.code = r.area_code AND a.level = 'desa'
WHERE r.kabupaten_code = $kabupaten AND list_contains($periods, r.period)
GROUP BY r.period, r.kecamatan_code, r.puskesmas
ORDER BY r.period, r.kecamatan_code, r.puskesmas
