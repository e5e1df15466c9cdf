-- grain: distinct area texts of the accepted entries, with their rows, in order of appearance
SELECT kabupaten, kecamatan, puskesmas, desa, code, count(DISTINCT (sheet, row)) AS rows
FROM staged_entry
WHERE fate IS NULL AND measure <> ''
GROUP BY kabupaten, kecamatan, puskesmas, desa, code
ORDER BY min(position)
