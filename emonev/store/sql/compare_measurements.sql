-- grain: area x outcome x measure over the children and dates two uploads hold, with a few examples
-- outcome: 'pertama' (only in the first), 'kedua' (only in the second), 'sama', 'beda' (one row per
-- measure that differs). What an upload held is the newest version not younger than itself.
WITH held AS (
    SELECT child_id, measured_on, batch_id FROM measurement
    WHERE batch_id IN ($first, $second)
    UNION
    SELECT child_id, measured_on, batch_id FROM replaced
    WHERE existed AND batch_id IN ($first, $second)
    UNION
    SELECT child_id, measured_on, batch_id FROM batch_unchanged
    WHERE batch_id IN ($first, $second)
), versions AS (
    SELECT child_id, measured_on, batch_id, area_code, puskesmas, posyandu, weight_kg, lenhei_cm,
        measure, muac_cm, weight_gain, vitamin_a, label_haz, sheet, row
    FROM measurement SEMI JOIN held USING (child_id, measured_on)
    UNION ALL
    SELECT child_id, measured_on, batch_id, area_code, puskesmas, posyandu, weight_kg, lenhei_cm,
        measure, muac_cm, weight_gain, vitamin_a, label_haz, sheet, row
    FROM replaced SEMI JOIN held USING (child_id, measured_on)
    WHERE existed
), said AS (
    SELECT h.batch_id AS upload, v.* EXCLUDE (batch_id)
    FROM held AS h
    JOIN versions AS v USING (child_id, measured_on)
    JOIN batch AS own ON own.batch_id = h.batch_id
    JOIN batch AS of_version ON of_version.batch_id = v.batch_id
    WHERE of_version.sequence <= own.sequence
    QUALIFY row_number() OVER (
        PARTITION BY h.batch_id, v.child_id, v.measured_on ORDER BY of_version.sequence DESC) = 1
), paired AS (
    SELECT coalesce(b.area_code, a.area_code) AS area_code,
        coalesce(a.measured_on, b.measured_on) AS measured_on,
        a.child_id IS NOT NULL AS in_first, b.child_id IS NOT NULL AS in_second,
        a.sheet AS sheet_first, a.row AS row_first, b.sheet AS sheet_second, b.row AS row_second,
        list_filter([
            {'measure': 'Wilayah', 'one': a.area_code, 'two': b.area_code},
            {'measure': 'Puskesmas', 'one': a.puskesmas, 'two': b.puskesmas},
            {'measure': 'Posyandu', 'one': a.posyandu, 'two': b.posyandu},
            {'measure': 'Berat (kg)', 'one': a.weight_kg::VARCHAR, 'two': b.weight_kg::VARCHAR},
            {'measure': 'Panjang/tinggi (cm)', 'one': a.lenhei_cm::VARCHAR,
                'two': b.lenhei_cm::VARCHAR},
            {'measure': 'Cara ukur', 'one': a.measure, 'two': b.measure},
            {'measure': 'LiLA (cm)', 'one': a.muac_cm::VARCHAR, 'two': b.muac_cm::VARCHAR},
            {'measure': 'Naik berat badan', 'one': a.weight_gain, 'two': b.weight_gain},
            {'measure': 'Vitamin A', 'one': a.vitamin_a::VARCHAR, 'two': b.vitamin_a::VARCHAR},
            {'measure': 'Label TB/U', 'one': a.label_haz, 'two': b.label_haz}
        ], lambda x: x.one IS DISTINCT FROM x.two) AS differing
    FROM (SELECT * FROM said WHERE upload = $first) AS a
    FULL JOIN (SELECT * FROM said WHERE upload = $second) AS b
        ON a.child_id = b.child_id AND a.measured_on = b.measured_on
), outcomes AS (
    SELECT *, CASE WHEN NOT in_second THEN 'pertama' WHEN NOT in_first THEN 'kedua'
        WHEN len(differing) = 0 THEN 'sama' ELSE 'beda' END AS outcome
    FROM paired
), lines AS (
    SELECT area_code, outcome, '' AS measure, NULL AS one, NULL AS two, measured_on::VARCHAR AS moment,
        sheet_first, row_first, sheet_second, row_second, true AS whole
    FROM outcomes
    UNION ALL
    SELECT area_code, outcome, d.measure, d.one, d.two, measured_on::VARCHAR,
        sheet_first, row_first, sheet_second, row_second, false
    FROM (SELECT *, unnest(differing) AS d FROM outcomes WHERE outcome = 'beda')
)
SELECT l.area_code, coalesce(area.name, l.area_code) AS area, outcome, measure, count(*) AS rows,
    list({'at': moment, 'one': one, 'two': two, 'sheet_first': sheet_first, 'row_first': row_first,
          'sheet_second': sheet_second, 'row_second': row_second}
         ORDER BY moment, row_second, row_first)[1:$most] AS examples
FROM lines AS l
LEFT JOIN area ON area.code = l.area_code
GROUP BY ALL
ORDER BY l.area_code, outcome, measure
