-- grain: one row: newest measuring and upload date of the area, NULL where nothing was sent
SELECT max(last_measured_on) AS measured_on, max(last_imported_at) AS imported_at
FROM reporting
WHERE kabupaten_code = $kabupaten
    AND ($within = $kabupaten OR area_code = $within OR starts_with(area_code, $within || '.'))
