-- grain: one row: the whole sasaran of the kabupaten as one text
SELECT coalesce(
    string_agg(concat_ws(' ', area_code, year, source, balita), ';' ORDER BY area_code, year, source),
    ''
)
FROM sasaran
WHERE area_code = $kabupaten OR starts_with(area_code, $kabupaten || '.')
