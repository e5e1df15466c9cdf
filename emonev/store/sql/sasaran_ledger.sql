-- grain: area x year x source of the kabupaten: the sasaran balita that the ledger speaks for, a
-- temporary table. Posyandu sum to their desa, puskesmas to their area; where the same area came
-- in two ways (desa and its posyandu, with and without the puskesmas) the newer upload counts. A
-- kecamatan of several puskesmas is known once all of them are.
CREATE OR REPLACE TEMP TABLE sasaran_ledger AS
WITH told AS (
    SELECT area_code, period::INTEGER AS year, source, puskesmas, batch_id, numerator,
        subject <> '' AS posyandu, area_code = kecamatan_code AS of_kecamatan, kecamatan_code
    FROM entry
    WHERE kind = 'sasaran' AND measure = 'sasaran_balita' AND kabupaten_code = $kabupaten
        AND state = 'ada' AND numerator IS NOT NULL AND length(period) = 4
        AND (subject = '' OR (starts_with(subject, 'Posyandu ') AND NOT
            (ends_with(subject, ' / L') OR ends_with(subject, ' / P'))))
), summed AS (
    SELECT area_code, year, source, puskesmas, posyandu, kecamatan_code, of_kecamatan,
        sum(numerator) AS balita, max(batch_id) AS newest
    FROM told GROUP BY ALL
), of_puskesmas AS (
    SELECT area_code, year, source, puskesmas, kecamatan_code, of_kecamatan,
        arg_max(balita, (newest, NOT posyandu)) AS balita, max(newest) AS newest
    FROM summed GROUP BY ALL
), known AS (
    SELECT kecamatan_code, count(*) AS puskesmas FROM puskesmas GROUP BY kecamatan_code
), of_way AS (
    SELECT o.area_code, o.year, o.source, o.puskesmas <> '' AS named, sum(o.balita) AS balita,
        max(o.newest) AS newest
    FROM of_puskesmas AS o
    LEFT JOIN known AS k ON o.kecamatan_code = k.kecamatan_code
    GROUP BY o.area_code, o.year, o.source, o.puskesmas <> ''
    HAVING NOT bool_or(o.of_kecamatan AND o.puskesmas <> '')
        OR count(DISTINCT o.puskesmas) >= max(k.puskesmas)
)
SELECT area_code, year, source, arg_max(balita, (newest, named))::INTEGER AS balita
FROM of_way GROUP BY ALL
