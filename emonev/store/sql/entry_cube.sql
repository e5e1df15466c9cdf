-- grain: cube rows of one kabupaten and source from its entries. Months count as they are; a quarter
-- (and the quarter to date) sums its months or takes the latest one, after the measure's rule ('alone':
-- neither, nobody defined the measure). Where a puskesmas or kecamatan sent desa rows and one row of
-- its own for the same period, the desa count unless their denominators fall short of the own row by
-- more than 5 %. The same holds for a place sent once with its puskesmas and once without. Nobody out
-- of nobody is no figure.
INSERT INTO cube BY NAME
WITH own AS (
    SELECT e.*, m.how FROM entry AS e JOIN measure_rule AS m ON e.measure = m.measure
    WHERE e.kabupaten_code = $kabupaten AND e.source = $source AND e.subject = ''
        AND e.state = 'ada' AND e.numerator IS NOT NULL
        AND NOT (e.numerator = 0 AND coalesce(e.denominator, 1) = 0)
), told AS (
    SELECT *,
        sum(coalesce(denominator, numerator)) FILTER (puskesmas <> '') OVER spot AS named_sum,
        sum(coalesce(denominator, numerator)) FILTER (puskesmas = '') OVER spot AS unnamed_sum
    FROM own
    WINDOW spot AS (PARTITION BY area_code, period, measure)
), once AS (
    SELECT * EXCLUDE (named_sum, unnamed_sum) FROM told
    WHERE CASE
        WHEN named_sum IS NULL OR unnamed_sum IS NULL THEN true
        WHEN named_sum >= 0.95 * unnamed_sum THEN puskesmas <> ''
        ELSE puskesmas = '' END
), levelled AS (
    SELECT *, CASE WHEN area_code = kecamatan_code THEN 1
        WHEN area_code = kabupaten_code THEN 2 ELSE 0 END AS coarse
    FROM once
), weighed AS (
    SELECT *,
        sum(coalesce(denominator, numerator)) FILTER (coarse = 0) OVER part AS fine_sum,
        sum(coalesce(denominator, numerator)) FILTER (coarse = 1) OVER part AS coarse_sum,
        count(*) FILTER (coarse < 2) OVER (PARTITION BY period, measure) AS below
    FROM levelled
    WINDOW part AS (PARTITION BY kecamatan_code, period, measure)
), chosen AS (
    SELECT * FROM weighed
    WHERE CASE
        WHEN coarse = 2 THEN below = 0
        WHEN fine_sum IS NULL OR coarse_sum IS NULL THEN true
        WHEN fine_sum >= 0.95 * coarse_sum THEN coarse = 0
        ELSE coarse = 1 END
), quarterly AS (
    SELECT *, left(period, 4) || '-TW' || ((right(period, 2)::INTEGER + 2) // 3) AS quarter
    FROM chosen WHERE length(period) = 7 AND period NOT LIKE '%TW%' AND how <> 'alone'
), to_date AS (
    SELECT q.*, left(q.period, 4) || '-TW' || t.number || '-SD' AS span
    FROM quarterly AS q
    JOIN (SELECT unnest([1, 2, 3, 4]) AS number) AS t
        ON right(q.quarter, 1)::INTEGER <= t.number
    WHERE left(q.period, 4) || '-TW' || t.number IN (SELECT quarter FROM quarterly)
), counted AS (
    SELECT CASE WHEN period LIKE '%TW%' THEN 'triwulan' WHEN length(period) = 4 THEN 'tahun'
            ELSE 'bulan' END AS rule,
        period AS key, kecamatan_code, area_code, puskesmas, measure, numerator, denominator
    FROM chosen
    WHERE period <> ''
    UNION ALL
    SELECT 'triwulan', quarter, kecamatan_code, area_code, puskesmas, measure,
        CASE how WHEN 'sum' THEN sum(numerator) ELSE arg_max(numerator, period) END,
        CASE how WHEN 'sum' THEN sum(denominator)
            ELSE max_by(denominator, CASE WHEN denominator IS NOT NULL THEN period END) END
    FROM quarterly
    GROUP BY quarter, kecamatan_code, area_code, puskesmas, measure, how
    UNION ALL
    SELECT 'triwulan_sd', span, kecamatan_code, area_code, puskesmas, measure,
        CASE how WHEN 'sum' THEN sum(numerator) ELSE arg_max(numerator, period) END,
        CASE how WHEN 'sum' THEN sum(denominator)
            ELSE max_by(denominator, CASE WHEN denominator IS NOT NULL THEN period END) END
    FROM to_date
    GROUP BY span, kecamatan_code, area_code, puskesmas, measure, how
)
SELECT rule, key AS period, $source AS source, $kabupaten AS kabupaten_code, kecamatan_code,
    area_code, puskesmas, '' AS sex, '00-59' AS age_band, true AS final, measure AS indicator,
    numerator, denominator
FROM counted
