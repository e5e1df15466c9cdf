-- grain: one row per measurement of this batch that a later living upload said again: the first such
-- upload after it, and before whoever wrote over it
CREATE OR REPLACE TEMP TABLE undo_heir AS
WITH ours AS (
    SELECT child_id, measured_on, NULL AS written_by FROM measurement WHERE batch_id = $batch_id
    UNION ALL
    SELECT child_id, measured_on, written_by FROM replaced
    WHERE existed AND batch_id = $batch_id AND written_by <> $batch_id
)
SELECT o.child_id, o.measured_on, u.batch_id AS heir, u.sheet, u.row
FROM ours AS o
JOIN batch_unchanged AS u
    ON o.child_id = u.child_id AND o.measured_on = u.measured_on
JOIN batch AS b ON b.batch_id = u.batch_id AND b.undone_at IS NULL
LEFT JOIN batch AS over ON over.batch_id = o.written_by
WHERE b.sequence > (SELECT sequence FROM batch WHERE batch_id = $batch_id)
    AND (over.sequence IS NULL OR b.sequence < over.sequence)
QUALIFY row_number() OVER (PARTITION BY o.child_id, o.measured_on ORDER BY b.sequence) = 1
