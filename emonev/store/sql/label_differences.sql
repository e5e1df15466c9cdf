-- grain: one row per cause, of children whose label and recomputation do not count them alike
WITH latest AS (
    SELECT
        child_id,
        arg_max(
            {
                'inside': $within = '' OR area_code = $within
                    OR starts_with(area_code, $within || '.'),
                'puskesmas': puskesmas,
                'age_days': age_days,
                'stunted': label_haz IN ('sangat_pendek', 'pendek', 'stunting'),
                'cause': haz_difference,
                'measured_on': measured_on
            }, measured_on
        ) FILTER (label_haz IS NOT NULL AND label_haz <> 'outlier') AS label,
        arg_max(
            {
                'inside': $within = '' OR area_code = $within
                    OR starts_with(area_code, $within || '.'),
                'puskesmas': puskesmas,
                'age_days': age_days,
                'stunted': zlen < -2,
                'cause': haz_difference,
                'measured_on': measured_on
            }, measured_on
        ) FILTER (zlen IS NOT NULL AND coalesce(flen, 0) = 0) AS ours,
        arg_max(
            coalesce(haz_difference, ''), measured_on
        ) FILTER (haz_difference IS NOT NULL) AS any_cause
    FROM measurement
    WHERE kabupaten_code = $kabupaten AND measured_on BETWEEN $first AND $last
        AND source = $source AND NOT cases_only
    GROUP BY child_id
), counted AS (
    SELECT
        CASE WHEN label.inside AND ($puskesmas = '' OR label.puskesmas = $puskesmas)
            AND ($label_below_days IS NULL OR label.age_days < $label_below_days)
            THEN label.stunted END AS label_stunted,
        CASE WHEN ours.inside AND ($puskesmas = '' OR ours.puskesmas = $puskesmas)
            AND ours.age_days < $below_days THEN ours.stunted END AS stunted,
        coalesce(label.cause, ours.cause, any_cause) AS cause,
        label.measured_on = ours.measured_on AS same_day
    FROM latest
)
SELECT
    CASE
        WHEN cause IS NOT NULL THEN cause
        WHEN label_stunted IS NULL THEN 'tanpa_label'
        WHEN stunted IS NULL THEN 'tidak_dihitung'
        WHEN same_day THEN 'sebab_lain'
        ELSE 'tanggal_berbeda'
    END AS cause,
    count(*) AS children,
    count(*) FILTER (label_stunted AND stunted IS NOT TRUE) AS only_label,
    count(*) FILTER (stunted AND label_stunted IS NOT TRUE) AS only_recomputed
FROM counted
WHERE label_stunted IS DISTINCT FROM stunted
GROUP BY ALL
ORDER BY children DESC, cause
