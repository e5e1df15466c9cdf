-- grain: one evidence file by its number
SELECT decision_id, evidence_id, file_name, kind, size, sha256, added_at, added_by
FROM evidence WHERE evidence_id = $evidence_id
