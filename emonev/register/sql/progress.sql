-- grain: one row per progress note, oldest first; of a kabupaten or of one decision
SELECT p.decision_id, p.status, p.note, p.noted_at, p.noted_by
FROM progress AS p
JOIN decision AS d ON d.decision_id = p.decision_id
JOIN meeting AS m ON m.meeting_id = d.meeting_id
WHERE ($kabupaten IS NULL OR m.kabupaten = $kabupaten)
    AND ($decision_id IS NULL OR p.decision_id = $decision_id)
ORDER BY p.noted_at, p.progress_id
