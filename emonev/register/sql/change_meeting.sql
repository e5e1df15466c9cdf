-- grain: one meeting; NULL leaves a field as it is
UPDATE meeting SET
    title = coalesce($title, title),
    held_on = coalesce($held_on, held_on),
    place = coalesce($place, place),
    chair = coalesce($chair, chair),
    agenda = coalesce($agenda, agenda),
    kecamatan = coalesce($kecamatan, kecamatan),
    notes = coalesce($notes, notes)
WHERE meeting_id = $meeting_id
