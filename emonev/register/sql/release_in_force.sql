-- grain: the newest showing of a meeting
SELECT token, meeting_id, kabupaten, area, audience, title, period, data_state, made_at, made_by
FROM showing
WHERE meeting_id = $meeting_id
ORDER BY made_at DESC, rowid DESC
LIMIT 1
