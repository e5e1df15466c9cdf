-- grain: one row per entry of this batch that a later living upload said again: the first such upload
-- after it, and before whoever wrote over it
CREATE OR REPLACE TEMP TABLE entry_undo_heir AS
WITH ours AS (
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject,
        NULL AS written_by
    FROM entry WHERE batch_id = $batch_id
    UNION ALL
    SELECT kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject, written_by
    FROM entry_replaced WHERE existed AND batch_id = $batch_id AND written_by <> $batch_id
)
SELECT o.* EXCLUDE (written_by), u.batch_id AS heir, u.sheet, u.row, u.cell
FROM ours AS o
JOIN entry_unchanged AS u
    ON o.kind = u.kind AND o.kabupaten_code = u.kabupaten_code AND o.area_code = u.area_code
    AND o.puskesmas = u.puskesmas AND o.period = u.period AND o.source = u.source
    AND o.measure = u.measure AND o.subject = u.subject
JOIN batch AS b ON b.batch_id = u.batch_id AND b.undone_at IS NULL
LEFT JOIN batch AS over ON over.batch_id = o.written_by
WHERE b.sequence > (SELECT sequence FROM batch WHERE batch_id = $batch_id)
    AND (over.sequence IS NULL OR b.sequence < over.sequence)
QUALIFY row_number() OVER (
    PARTITION BY o.kind, o.kabupaten_code, o.area_code, o.puskesmas, o.period, o.source, o.measure,
        o.subject
    ORDER BY b.sequence) = 1
