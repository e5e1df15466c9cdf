-- grain: one row: what undoing the batch would do to its entries
WITH again AS (
    SELECT DISTINCT u.* EXCLUDE (batch_id, sheet, row, cell)
    FROM entry_unchanged AS u
    JOIN batch AS b ON b.batch_id = u.batch_id AND b.undone_at IS NULL
    WHERE b.sequence > (SELECT sequence FROM batch WHERE batch_id = $batch_id)
), stood AS (
    SELECT r.existed, r.period, e.batch_id = $batch_id AND a.kind IS NULL AS goes
    FROM entry_replaced AS r
    LEFT JOIN entry AS e
        ON r.kind = e.kind AND r.kabupaten_code = e.kabupaten_code AND r.area_code = e.area_code
        AND r.puskesmas = e.puskesmas AND r.period = e.period AND r.source = e.source
        AND r.measure = e.measure AND r.subject = e.subject
    LEFT JOIN again AS a
        ON r.kind = a.kind AND r.kabupaten_code = a.kabupaten_code AND r.area_code = a.area_code
        AND r.puskesmas = a.puskesmas AND r.period = a.period AND r.source = a.source
        AND r.measure = a.measure AND r.subject = a.subject
    WHERE r.written_by = $batch_id
)
SELECT
    count(*) FILTER (goes AND NOT existed) AS removed,
    count(*) FILTER (goes AND existed) AS restored,
    count(*) FILTER (goes IS DISTINCT FROM true) AS kept,
    count(DISTINCT period) AS periods
FROM stood
