-- grain: one row per evidence file, oldest first; of a kabupaten or of one decision
SELECT
    e.decision_id, e.evidence_id, e.file_name, e.kind, e.size, e.sha256, e.added_at, e.added_by
FROM evidence AS e
JOIN decision AS d ON d.decision_id = e.decision_id
JOIN meeting AS m ON m.meeting_id = d.meeting_id
WHERE ($kabupaten IS NULL OR m.kabupaten = $kabupaten)
    AND ($decision_id IS NULL OR e.decision_id = $decision_id)
ORDER BY e.added_at, e.evidence_id
