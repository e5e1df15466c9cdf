-- grain: one decision with its progress and evidence
DELETE FROM decision WHERE decision_id = $decision_id
