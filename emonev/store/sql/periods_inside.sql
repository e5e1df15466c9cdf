-- grain: one row per period for which the source has a figure inside the area
SELECT DISTINCT period FROM cube
WHERE kabupaten_code = $kabupaten AND source = $source AND (
    $within = $kabupaten OR area_code = $within OR starts_with(area_code, $within || '.')
)
