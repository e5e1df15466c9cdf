-- grain: one new showing
INSERT INTO showing
    (token, meeting_id, kabupaten, area, audience, title, period, deck, data_state, made_at,
     made_by)
VALUES
    ($token, $meeting_id, $kabupaten, $area, $audience, $title, $period, $deck, $data_state, $now,
     $who)
