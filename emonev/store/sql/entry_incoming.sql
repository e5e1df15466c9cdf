-- grain: one row per accepted entry: the last one of its key in the file counts. An empty cell says
-- nothing ('silent'): it neither is stored nor takes the place of a figure, in the file or the store.
INSERT INTO incoming_entry BY NAME
WITH placed AS (
    SELECT s.position, s.kind, p.kabupaten_code, p.kecamatan_code, p.area_code,
        coalesce(p.puskesmas_name, '') AS puskesmas, s.period, s.source, s.measure, s.subject,
        s.numerator, s.denominator, s.value, s.low, s.high, s.state, s.note, s.sheet, s.row, s.cell
    FROM staged_entry AS s
    JOIN entry_place AS p
        ON s.kabupaten IS NOT DISTINCT FROM p.kabupaten
        AND s.kecamatan IS NOT DISTINCT FROM p.kecamatan
        AND s.puskesmas IS NOT DISTINCT FROM p.puskesmas
        AND s.desa IS NOT DISTINCT FROM p.desa
        AND s.code IS NOT DISTINCT FROM p.code
    WHERE s.fate IS NULL AND s.measure <> '' AND p.area_code IS NOT NULL
), ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject
        ORDER BY state <> 'ada', position DESC) AS from_last
    FROM placed
)
SELECT r.* EXCLUDE (from_last), CASE
    WHEN r.state <> 'ada' AND e.state = 'ada' THEN 'silent'
    WHEN r.state = 'kosong' AND coalesce(r.denominator, r.value, r.low, r.high) IS NULL THEN 'silent'
    WHEN r.from_last > 1 THEN 'duplicate'
    WHEN e.kind IS NULL THEN 'new'
    WHEN (r.numerator, r.denominator, r.value, r.low, r.high, r.state, r.note)
        IS NOT DISTINCT FROM
        (e.numerator, e.denominator, e.value, e.low, e.high, e.state, e.note) THEN 'unchanged'
    ELSE 'updated' END AS fate
FROM ranked AS r
LEFT JOIN entry AS e
    ON r.kind = e.kind AND r.kabupaten_code = e.kabupaten_code AND r.area_code = e.area_code
    AND r.puskesmas = e.puskesmas AND r.period = e.period AND r.source = e.source
    AND r.measure = e.measure AND r.subject = e.subject
