-- grain: area x puskesmas x age x span of months in which a child counts as recorded
INSERT INTO recorded
WITH spans AS (
    -- A second record in the same month leaves the first an empty span.
    SELECT source, kecamatan_code, area_code, puskesmas,
        12 * year(birth_date) + month(birth_date) - 1 AS born,
        12 * year(measured_on) + month(measured_on) - 1 AS recorded_month,
        lead(measured_on) OVER (PARTITION BY child_id, source ORDER BY measured_on) AS next_on
    FROM measurement
    WHERE kabupaten_code = $kabupaten AND NOT cases_only
), counted AS (
    SELECT source, kecamatan_code, area_code, puskesmas, recorded_month,
        LEAST(recorded_month + 12, COALESCE(
            12 * year(next_on) + month(next_on) - 1, recorded_month + 12)) AS end_month,
        GREATEST(recorded_month, LEAST(born + 24, recorded_month + 13)) AS second_birthday,
        GREATEST(recorded_month, LEAST(born + 60, recorded_month + 13)) AS fifth_birthday,
        count(*) AS children
    FROM spans
    GROUP BY ALL
), aged AS (
    SELECT *, true AS baduta, recorded_month AS first_month,
        LEAST(end_month, second_birthday) AS last_month
    FROM counted
    UNION ALL
    SELECT *, false, GREATEST(recorded_month, second_birthday), LEAST(end_month, fifth_birthday)
    FROM counted
)
SELECT source, $kabupaten, kecamatan_code, area_code, puskesmas, baduta, first_month, last_month,
    CAST(sum(children) AS BIGINT)
FROM aged
WHERE first_month < last_month
GROUP BY ALL
