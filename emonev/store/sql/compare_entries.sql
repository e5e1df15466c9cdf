-- grain: area x outcome x kind and measure over the figures two uploads hold, with a few examples
-- outcome: 'pertama', 'kedua', 'sama', 'beda'; versions as in compare_measurements.sql
WITH held AS (
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, batch_id
    FROM entry WHERE batch_id IN ($first, $second)
    UNION
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, batch_id
    FROM entry_replaced WHERE existed AND batch_id IN ($first, $second)
    UNION
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, batch_id
    FROM entry_unchanged WHERE batch_id IN ($first, $second)
), versions AS (
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, batch_id,
        numerator, denominator, value, state, sheet, row
    FROM entry
    UNION ALL
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, batch_id,
        numerator, denominator, value, state, sheet, row
    FROM entry_replaced WHERE existed
), said AS (
    SELECT h.batch_id AS upload, v.* EXCLUDE (batch_id)
    FROM held AS h
    JOIN versions AS v
        USING (kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject)
    JOIN batch AS own ON own.batch_id = h.batch_id
    JOIN batch AS of_version ON of_version.batch_id = v.batch_id
    WHERE of_version.sequence <= own.sequence
    QUALIFY row_number() OVER (
        PARTITION BY h.batch_id, v.kind, v.kabupaten_code, v.area_code, v.puskesmas, v.period,
            v.source, v.measure, v.subject
        ORDER BY of_version.sequence DESC) = 1
), figures AS (
    SELECT *, CASE
        WHEN state = 'tidak_dijadwalkan' THEN 'tidak dijadwalkan'
        WHEN denominator IS NOT NULL THEN concat(numerator, '/', denominator)
        WHEN numerator IS NOT NULL THEN numerator::VARCHAR
        WHEN value IS NOT NULL THEN replace(round(100 * value, 2)::VARCHAR, '.', ',') || ' %'
        ELSE '–' END AS figure
    FROM said
), paired AS (
    SELECT kind, area_code, puskesmas, period, measure, subject,
        a.figure AS one, b.figure AS two, a.sheet AS sheet_first, a.row AS row_first,
        b.sheet AS sheet_second, b.row AS row_second,
        CASE WHEN b.upload IS NULL THEN 'pertama' WHEN a.upload IS NULL THEN 'kedua'
            WHEN (a.numerator, a.denominator, a.value, a.state)
                IS NOT DISTINCT FROM (b.numerator, b.denominator, b.value, b.state) THEN 'sama'
            ELSE 'beda' END AS outcome
    FROM (SELECT * FROM figures WHERE upload = $first) AS a
    FULL JOIN (SELECT * FROM figures WHERE upload = $second) AS b
        USING (kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject)
)
SELECT p.area_code, coalesce(area.name, p.area_code) AS area, outcome,
    concat_ws(' · ', measure, nullif(subject, '')) AS measure, count(*) AS rows,
    list({'at': concat_ws(' · ', nullif(period, ''), nullif(puskesmas, '')), 'one': one,
          'two': two, 'sheet_first': sheet_first, 'row_first': row_first,
          'sheet_second': sheet_second, 'row_second': row_second}
         ORDER BY period, puskesmas)[1:$most] AS examples
FROM paired AS p
LEFT JOIN area ON area.code = p.area_code
GROUP BY ALL
ORDER BY p.area_code, outcome, measure
