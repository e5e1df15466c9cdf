-- grain: one row per cause, of children whose label and recomputation do not count them alike
WITH told AS (
    -- what a row says of its child; -1: nothing for this area, puskesmas or age
    SELECT child_id, measured_on, coalesce(haz_difference, '') AS cause,
        CASE
            WHEN label_haz IS NULL OR label_haz = 'outlier' THEN NULL
            WHEN ($within = '' OR area_code = $within OR starts_with(area_code, $within || '.'))
                AND ($puskesmas = '' OR puskesmas = $puskesmas)
                AND ($label_below_days IS NULL OR age_days < $label_below_days)
                THEN CAST(label_haz IN ('sangat_pendek', 'pendek', 'stunting') AS TINYINT)
            ELSE -1
        END AS label,
        CASE
            WHEN zlen IS NULL OR coalesce(flen, 0) <> 0 THEN NULL
            WHEN ($within = '' OR area_code = $within OR starts_with(area_code, $within || '.'))
                AND ($puskesmas = '' OR puskesmas = $puskesmas)
                AND age_days < $below_days
                THEN CAST(zlen < -2 AS TINYINT)
            ELSE -1
        END AS ours
    FROM measurement
    WHERE kabupaten_code = $kabupaten AND measured_on BETWEEN $first AND $last
        AND source = $source AND NOT cases_only
), latest AS (
    -- the newest row that tells; plain columns, because arg_max of a struct is three times slower
    SELECT
        child_id,
        nullif(arg_max(label, measured_on), -1) AS label,
        nullif(arg_max(ours, measured_on), -1) AS ours,
        arg_max(cause, measured_on) FILTER (label IS NOT NULL) AS label_cause,
        arg_max(cause, measured_on) FILTER (ours IS NOT NULL) AS ours_cause,
        arg_max(cause, measured_on) FILTER (cause <> '') AS any_cause,
        max(measured_on) FILTER (label IS NOT NULL) AS label_on,
        max(measured_on) FILTER (ours IS NOT NULL) AS ours_on
    FROM told
    GROUP BY child_id
), counted AS (
    SELECT
        label = 1 AS label_stunted,
        ours = 1 AS stunted,
        coalesce(nullif(label_cause, ''), nullif(ours_cause, ''), any_cause) AS cause,
        label_on = ours_on AS same_day
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
