-- grain: one measurement per row that is updated
DELETE FROM measurement AS m
USING incoming AS i
WHERE i.fate = 'updated' AND m.child_id = i.child_id AND m.measured_on = i.measured_on
