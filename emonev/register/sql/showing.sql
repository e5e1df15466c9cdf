-- grain: the one showing with this token
SELECT token, meeting_id, kabupaten, area, audience, title, period, deck, data_state, made_at,
    made_by
FROM showing
WHERE token = $token
