-- grain: children without any measurement left
DELETE FROM child
WHERE child_id NOT IN (SELECT child_id FROM measurement)
