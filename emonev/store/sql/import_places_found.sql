-- grain: one row per distinct combination of area texts among rows not rejected by parsing
SELECT kabupaten, kecamatan, puskesmas, desa, count(*) AS rows
FROM staged
WHERE fate IS NULL
GROUP BY ALL
ORDER BY min(position)
