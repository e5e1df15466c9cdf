-- grain: one row per decision with its meeting; of a kabupaten, of a meeting, or the one asked for
SELECT
    d.*,
    m.kabupaten,
    m.title AS meeting_title,
    m.held_on AS meeting_date,
    m.kecamatan AS meeting_kecamatan
FROM decision AS d
JOIN meeting AS m ON m.meeting_id = d.meeting_id
WHERE ($kabupaten IS NULL OR m.kabupaten = $kabupaten)
    AND ($meeting_id IS NULL OR d.meeting_id = $meeting_id)
    AND ($decision_id IS NULL OR d.decision_id = $decision_id)
ORDER BY d.due_on, m.held_on, d.meeting_id, d.number
