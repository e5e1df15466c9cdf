-- grain: every decision of the meeting behind $number; negative until settle_decisions (a number
-- must stay unique while the rows move)
UPDATE decision SET number = 1 - number WHERE meeting_id = $meeting_id AND number > $number
