-- grain: spellings of a kabupaten that came from masters
DELETE FROM area_alias
WHERE note = $listed AND (area_code = $kabupaten OR starts_with(area_code, $kabupaten || '.'))
