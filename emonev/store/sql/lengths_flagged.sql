-- grain: one row: height-for-age results of an area and period, and of them implausible by WHO
SELECT
    count(*) AS lengths,
    count(*) FILTER (coalesce(flen, 0) = 1) AS flagged
FROM measurement
WHERE kabupaten_code = $kabupaten AND measured_on BETWEEN $first AND $last
    AND ($within = $kabupaten OR area_code = $within OR starts_with(area_code, $within || '.'))
    AND ($puskesmas = '' OR puskesmas = $puskesmas)
    AND source = $source AND NOT cases_only AND zlen IS NOT NULL AND age_days < $below_days
