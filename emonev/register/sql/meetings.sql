-- grain: one row per meeting, newest first; of one kabupaten, or the one asked for by its number
SELECT
    m.*,
    (SELECT count(*) FROM decision AS d WHERE d.meeting_id = m.meeting_id) AS decisions,
    (SELECT count(*) FROM participant AS p WHERE p.meeting_id = m.meeting_id) AS participants_count,
    coalesce(
        (
            SELECT s.token FROM showing AS s
            WHERE s.meeting_id = m.meeting_id
            ORDER BY s.made_at DESC, s.rowid DESC LIMIT 1
        ),
        ''
    ) AS token
FROM meeting AS m
WHERE ($kabupaten IS NULL OR m.kabupaten = $kabupaten)
    AND ($meeting_id IS NULL OR m.meeting_id = $meeting_id)
ORDER BY m.held_on DESC, m.meeting_id DESC
