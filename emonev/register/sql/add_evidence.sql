-- grain: one new evidence file
INSERT INTO evidence (decision_id, file_name, kind, size, sha256, added_at, added_by)
VALUES ($decision_id, $file_name, $kind, $size, $sha256, $now, $who)
