-- grain: keys of children without any measurement left
DELETE FROM child_key
WHERE child_id NOT IN (SELECT child_id FROM measurement)
