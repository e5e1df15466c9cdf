-- grain: one evidence file
DELETE FROM evidence WHERE evidence_id = $evidence_id
