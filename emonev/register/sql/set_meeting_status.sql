-- grain: one meeting, closed ($closed_at is set) or opened again
UPDATE meeting SET status = $status, closed_at = $closed_at WHERE meeting_id = $meeting_id
