-- grain: one row per child of the file that is already stored; the NIK decides before the name
INSERT INTO person_child
SELECT person, arg_min(child_id, (CASE kind WHEN 'nik' THEN 0 WHEN 'name' THEN 1 ELSE 2 END) * 1e12 + child_id), false
FROM candidate
WHERE NOT conflict
GROUP BY person
