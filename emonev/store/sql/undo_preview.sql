-- grain: one row: what undoing the batch would do; what a later upload wrote over or said again is kept
WITH again AS (
    SELECT DISTINCT u.child_id, u.measured_on
    FROM batch_unchanged AS u
    JOIN batch AS b ON b.batch_id = u.batch_id AND b.undone_at IS NULL
    WHERE b.sequence > (SELECT sequence FROM batch WHERE batch_id = $batch_id)
), stood AS (
    SELECT r.existed, r.measured_on,
        m.batch_id = $batch_id AND a.child_id IS NULL AS goes
    FROM replaced AS r
    LEFT JOIN measurement AS m ON r.child_id = m.child_id AND r.measured_on = m.measured_on
    LEFT JOIN again AS a ON r.child_id = a.child_id AND r.measured_on = a.measured_on
    WHERE r.written_by = $batch_id
)
SELECT
    count(*) FILTER (goes AND NOT existed) AS removed,
    count(*) FILTER (goes AND existed) AS restored,
    count(*) FILTER (goes IS DISTINCT FROM true) AS kept,
    count(DISTINCT strftime(measured_on, '%Y-%m')) AS months,
    min(measured_on) AS first_date,
    max(measured_on) AS last_date
FROM stood
