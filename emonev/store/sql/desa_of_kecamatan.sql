-- grain: one row per desa of the kabupaten that exists today
SELECT d.parent_code AS kecamatan_code, d.code AS desa_code, d.name AS desa
FROM area AS d
JOIN area AS k ON k.code = d.parent_code
WHERE k.parent_code = $kabupaten AND d.level = 'desa' AND d.valid_to IS NULL
ORDER BY d.parent_code, d.name
