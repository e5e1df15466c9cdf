-- grain: the heir wrote them now
DELETE FROM batch_unchanged AS u USING undo_heir AS h
WHERE u.batch_id = h.heir AND u.child_id = h.child_id AND u.measured_on = h.measured_on
