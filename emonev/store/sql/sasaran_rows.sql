-- grain: one row per lowest known area, year and source of the kabupaten
SELECT s.area_code, s.year, s.source, s.balita
FROM sasaran AS s
WHERE s.area_code IN (SELECT unnest(CAST($areas AS VARCHAR[])))
