-- grain: area x puskesmas x span of months x months in which the children grow out
INSERT INTO recorded
WITH spans AS (
    -- A second record in the same month leaves the first an empty span.
    SELECT source, kecamatan_code, area_code, puskesmas,
        12 * year(birth_date) + month(birth_date) - 1 AS born,
        12 * year(measured_on) + month(measured_on) - 1 AS recorded_month,
        lead(measured_on) OVER (PARTITION BY child_id, source ORDER BY measured_on) AS next_on
    FROM measurement
    WHERE kabupaten_code = $kabupaten AND NOT cases_only
), known AS (
    SELECT *, LEAST(recorded_month + 12, COALESCE(
        12 * year(next_on) + month(next_on) - 1, recorded_month + 12)) AS end_month
    FROM spans
), counted AS (
    -- The month of the birthday still counts: the child is a balita at its start. What lies beyond
    -- the span, or a quarter before it, is cut off: few groups remain, and no period asked for is
    -- longer than a quarter.
    SELECT source, $kabupaten AS kabupaten_code, kecamatan_code, area_code, puskesmas,
        recorded_month AS first_month, end_month,
        GREATEST(recorded_month - 2, LEAST(born + 25, end_month)) AS baduta_until,
        GREATEST(recorded_month - 2, LEAST(born + 61, end_month)) AS balita_until,
        count(*) AS children
    FROM known
    GROUP BY ALL
)
SELECT *
FROM counted
WHERE first_month < end_month AND balita_until > first_month - 2
