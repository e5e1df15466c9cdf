-- grain: the showings of a kabupaten that no meeting keeps: too old, or beyond the newest
DELETE FROM showing
WHERE meeting_id IS NULL
    AND kabupaten = $kabupaten
    AND (
        made_at < $oldest
        OR token NOT IN (
            SELECT token FROM showing
            WHERE meeting_id IS NULL AND kabupaten = $kabupaten
            ORDER BY made_at DESC, rowid DESC
            LIMIT $most
        )
    )
