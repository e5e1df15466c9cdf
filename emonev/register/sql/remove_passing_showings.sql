-- grain: every frozen deck that belongs to no meeting
DELETE FROM showing WHERE meeting_id IS NULL
