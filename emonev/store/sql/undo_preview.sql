-- grain: one row: what undoing the batch would do
SELECT
    count(*) FILTER (WHERE m.batch_id = $batch_id AND NOT r.existed) AS removed,
    count(*) FILTER (WHERE m.batch_id = $batch_id AND r.existed) AS restored,
    count(*) FILTER (WHERE m.batch_id IS DISTINCT FROM $batch_id) AS kept,
    count(DISTINCT strftime(r.measured_on, '%Y-%m')) AS months,
    min(r.measured_on) AS first_date,
    max(r.measured_on) AS last_date
FROM replaced AS r
LEFT JOIN measurement AS m ON r.child_id = m.child_id AND r.measured_on = m.measured_on
WHERE r.written_by = $batch_id
