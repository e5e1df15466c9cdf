-- grain: one row per person at the meeting, in the order written
SELECT name, institution, function FROM participant
WHERE meeting_id = $meeting_id ORDER BY position
