-- grain: one decision
UPDATE decision SET status = $status WHERE decision_id = $decision_id
