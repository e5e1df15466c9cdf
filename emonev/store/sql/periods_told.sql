-- grain: one row per period that uploaded counts of the source name for a place inside the area
SELECT DISTINCT period FROM entry
WHERE kabupaten_code = $kabupaten AND source = $source AND period <> '' AND (
    $within = $kabupaten OR area_code = $within OR starts_with(area_code, $within || '.')
)
