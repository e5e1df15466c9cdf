-- A child counts as recorded for a period that begins before it is too old, not only for one that
-- ends before: whoever is measured as a balita in a period is then in its denominator too.

DROP TABLE recorded;

-- grain: area x puskesmas x span of months x months in which the children grow out. A child recorded
-- in month r is known from r until 12 months later or its next record; it is a balita (baduta) of
-- every period that begins before balita_until (baduta_until). Months are 12 * year + month - 1.
CREATE TABLE recorded (
    source VARCHAR NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,
    area_code VARCHAR NOT NULL,
    puskesmas VARCHAR,
    first_month INTEGER NOT NULL,
    end_month INTEGER NOT NULL,
    baduta_until INTEGER NOT NULL,
    balita_until INTEGER NOT NULL,
    children BIGINT NOT NULL
);

-- As recorded_rows.sql, for every kabupaten.
INSERT INTO recorded
WITH spans AS (
    SELECT source, kabupaten_code, kecamatan_code, area_code, puskesmas,
        12 * year(birth_date) + month(birth_date) - 1 AS born,
        12 * year(measured_on) + month(measured_on) - 1 AS recorded_month,
        lead(measured_on) OVER (
            PARTITION BY kabupaten_code, child_id, source ORDER BY measured_on) AS next_on
    FROM measurement
    WHERE NOT cases_only
), known AS (
    SELECT *, LEAST(recorded_month + 12, COALESCE(
        12 * year(next_on) + month(next_on) - 1, recorded_month + 12)) AS end_month
    FROM spans
), counted AS (
    SELECT source, kabupaten_code, kecamatan_code, area_code, puskesmas,
        recorded_month AS first_month, end_month,
        GREATEST(recorded_month - 2, LEAST(born + 25, end_month)) AS baduta_until,
        GREATEST(recorded_month - 2, LEAST(born + 61, end_month)) AS balita_until,
        count(*) AS children
    FROM known
    GROUP BY ALL
)
SELECT *
FROM counted
WHERE first_month < end_month AND balita_until > first_month - 2;
