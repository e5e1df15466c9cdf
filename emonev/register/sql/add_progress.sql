-- grain: one line of a decision's history
INSERT INTO progress (decision_id, status, note, noted_at, noted_by)
VALUES ($decision_id, $status, $note, $now, $who)
