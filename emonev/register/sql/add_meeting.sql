-- grain: one new meeting
INSERT INTO meeting
    (kabupaten, title, held_on, place, chair, agenda, kecamatan, demo, made_at, made_by)
VALUES ($kabupaten, $title, $held_on, $place, $chair, $agenda, $kecamatan, $demo, $now, $who)
