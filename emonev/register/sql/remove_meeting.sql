-- grain: one meeting with everything that hangs on it
DELETE FROM meeting WHERE meeting_id = $meeting_id
