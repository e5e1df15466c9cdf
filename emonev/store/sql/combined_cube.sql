-- grain: cube rows of the combined source: children where they were sent or chosen, the recap's
-- counts where it is alone, fuller or chosen. What a recap does not speak of (D/S, N/D') always
-- comes from the children. The recap's classes are e-PPGBM's own labels: they stand for those too.
INSERT INTO cube BY NAME
WITH placed AS (
    SELECT c.* REPLACE ('gabungan' AS source), c.source AS origin, coalesce(p.chosen, k.chosen,
            w.chosen, 'e-ppgbm') AS chosen,
        coalesce(p.indicators, k.indicators, w.indicators, []) AS told
    FROM cube AS c
    LEFT JOIN combined_unit AS p ON p.period = c.period AND p.unit = lower(c.puskesmas)
    LEFT JOIN combined_unit AS k ON k.period = c.period AND k.unit = c.kecamatan_code
        AND (c.source = 'e-ppgbm' OR coalesce(c.puskesmas, '') = '')
    LEFT JOIN combined_unit AS w ON w.period = c.period AND w.unit = c.kabupaten_code
        AND (c.source = 'e-ppgbm' OR c.kecamatan_code IS NULL)
    WHERE c.kabupaten_code = $kabupaten AND c.source IN ('e-ppgbm', 'rekap')
        AND c.rule IN ('bulan', 'triwulan')
), taken AS (
    SELECT * FROM placed
    WHERE CASE WHEN origin = 'rekap' THEN chosen = 'rekap'
        ELSE chosen = 'e-ppgbm' OR NOT (list_contains(told, indicator)
            OR indicator IN ('stunting_label', 'stunting_cases_only')) END
)
SELECT * EXCLUDE (origin, chosen, told) FROM taken
UNION ALL BY NAME
SELECT * EXCLUDE (origin, chosen, told) REPLACE ('stunting_label' AS indicator) FROM taken
WHERE origin = 'rekap' AND indicator = 'stunting'
