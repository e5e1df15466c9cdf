-- grain: every decision that move_up_decisions moved
UPDATE decision SET number = -number WHERE meeting_id = $meeting_id AND number < 0
