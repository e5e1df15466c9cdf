-- grain: staged rows of one place that stand at the foot of their sheet and period and say again
-- what an earlier row says of the same place, where no other place comes twice
WITH told AS (
    SELECT DISTINCT sheet, row, period, kabupaten, kecamatan, puskesmas, desa, code,
        kabupaten IS NOT DISTINCT FROM $kabupaten AND kecamatan IS NOT DISTINCT FROM $kecamatan
            AND puskesmas IS NOT DISTINCT FROM $puskesmas AND desa IS NOT DISTINCT FROM $desa
            AND code IS NOT DISTINCT FROM $code AS wanted
    FROM staged_entry
    WHERE fate IS NULL AND measure <> ''
), again AS (
    SELECT sheet, period, wanted, max(row) AS last, count(*) AS times
    FROM told
    GROUP BY sheet, period, wanted, kabupaten, kecamatan, puskesmas, desa, code
    HAVING count(*) > 1
), foot AS (
    SELECT sheet, period, max(row) AS row FROM told GROUP BY sheet, period
)
SELECT DISTINCT f.sheet, f.row
FROM foot AS f
JOIN again AS a ON f.sheet = a.sheet AND f.period = a.period AND f.row = a.last
WHERE a.wanted AND a.times = 2
    AND NOT EXISTS (SELECT 1 FROM again AS o WHERE o.sheet = f.sheet AND NOT o.wanted)
ORDER BY f.sheet, f.row
