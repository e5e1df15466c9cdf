-- grain: everybody of one meeting
DELETE FROM participant WHERE meeting_id = $meeting_id
