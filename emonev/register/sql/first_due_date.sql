-- grain: one row: the earliest due date of the meeting's decisions, NULL without any
SELECT min(due_on) AS due_on FROM decision WHERE meeting_id = $meeting_id
