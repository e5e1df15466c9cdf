-- grain: rule x period x unit for which a recap was sent (a puskesmas by name, else a kecamatan,
-- else the kabupaten), a temporary table: who was measured per nama and in the recap, and which of
-- the two counts. The fuller one does; where they differ by more than 5 % a choice recorded as
-- setting "sumber_gabungan:<kabupaten>:<month>:<unit>" goes before it (of a quarter: its last one).
CREATE OR REPLACE TEMP TABLE combined_unit AS
WITH recap AS (
    SELECT rule, period, indicator, numerator, CASE
        WHEN coalesce(puskesmas, '') <> '' THEN lower(puskesmas)
        WHEN kecamatan_code IS NOT NULL THEN kecamatan_code ELSE kabupaten_code END AS unit
    FROM cube
    WHERE kabupaten_code = $kabupaten AND source = 'rekap' AND rule IN ('bulan', 'triwulan')
), units AS (
    SELECT rule, period, unit,
        sum(numerator) FILTER (indicator = 'length_measured_share')::BIGINT AS recap_measured,
        list_distinct(list(indicator)) AS indicators
    FROM recap
    GROUP BY rule, period, unit
), named AS (
    SELECT c.period, coalesce(p.unit, k.unit, w.unit) AS unit, sum(c.numerator)::BIGINT AS measured
    FROM cube AS c
    LEFT JOIN units AS p ON p.period = c.period AND p.unit = lower(c.puskesmas)
    LEFT JOIN units AS k ON k.period = c.period AND k.unit = c.kecamatan_code
    LEFT JOIN units AS w ON w.period = c.period AND w.unit = c.kabupaten_code
    WHERE c.kabupaten_code = $kabupaten AND c.source = 'e-ppgbm'
        AND c.indicator = 'length_measured_share' AND c.age_band <> '60+'
    GROUP BY c.period, coalesce(p.unit, k.unit, w.unit)
), said AS (
    SELECT split_part(key, ':', 3) AS month, split_part(key, ':', 4) AS unit, value
    FROM setting WHERE starts_with(key, 'sumber_gabungan:' || $kabupaten || ':')
), wished AS (
    SELECT u.rule, u.period, u.unit, arg_max(s.value, s.month) AS wish
    FROM units AS u
    JOIN said AS s ON s.unit = u.unit AND (s.month = u.period OR u.period =
        left(s.month, 4) || '-TW' || ((right(s.month, 2)::INTEGER + 2) // 3))
    GROUP BY u.rule, u.period, u.unit
), sized AS (
    SELECT u.rule, u.period, u.unit, u.indicators, coalesce(u.recap_measured, 0) AS recap_measured,
        coalesce(n.measured, 0) AS named_measured, coalesce(w.wish, '') AS wish
    FROM units AS u
    LEFT JOIN named AS n ON n.period = u.period AND n.unit = u.unit
    LEFT JOIN wished AS w ON w.rule = u.rule AND w.period = u.period AND w.unit = u.unit
)
SELECT *, $kabupaten AS kabupaten_code, named_measured > 0 AND abs(recap_measured - named_measured)
        > 0.05 * greatest(recap_measured, named_measured) AS conflict,
    CASE WHEN named_measured > 0 AND wish <> '' AND abs(recap_measured - named_measured)
        > 0.05 * greatest(recap_measured, named_measured) THEN wish
    WHEN recap_measured > named_measured THEN 'rekap' ELSE 'e-ppgbm' END AS chosen
FROM sized
