-- grain: one person at the meeting
INSERT INTO participant (meeting_id, position, name, institution, function)
VALUES ($meeting_id, $position, $name, $institution, $function)
