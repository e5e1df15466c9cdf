-- grain: one row per month x kecamatan x puskesmas x by name or recap that sent anything; whole:
-- a recap names no desa and speaks for all of them
SELECT
    s.period,
    coalesce(s.kecamatan_code, '') AS kecamatan_code,
    coalesce(s.puskesmas, '') AS puskesmas,
    s.recap,
    coalesce(list(DISTINCT a.code) FILTER (a.code IS NOT NULL), []) AS desa_codes,
    s.recap AND bool_or(a.code IS NULL) AS whole,
    sum(s.children)::BIGINT AS children,
    sum(s.measured)::BIGINT AS measured,
    max(s.last_measured_on) AS last_measured_on,
    max(s.last_imported_at) AS last_imported_at
FROM sent AS s
LEFT JOIN area AS a ON a.code = s.area_code AND a.level = 'desa'
WHERE s.kabupaten_code = $kabupaten AND list_contains($periods, s.period)
GROUP BY s.period, s.kecamatan_code, s.puskesmas, s.recap
ORDER BY s.period, s.kecamatan_code, s.puskesmas, s.recap
