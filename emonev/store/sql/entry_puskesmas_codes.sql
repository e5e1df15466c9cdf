-- grain: one row per puskesmas whose code of the national web is known
SELECT puskesmas, max(substr(note, 11)) AS code
FROM entry
WHERE kabupaten_code = $kabupaten AND note LIKE 'puskesmas:%' AND puskesmas <> ''
GROUP BY puskesmas
ORDER BY puskesmas
