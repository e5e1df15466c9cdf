-- grain: one row per child of the file and stored child sharing a key, same sex and birth date
-- conflict: a shared name key never joins two children that have different real NIK
INSERT INTO candidate
WITH person_nik AS (
    SELECT person, list(key) AS keys FROM person_key WHERE kind = 'nik' GROUP BY person
),
child_nik AS (
    SELECT child_id, list(key) AS keys FROM child_key WHERE kind = 'nik' GROUP BY child_id
)
SELECT DISTINCT k.person, c.child_id, k.kind,
       k.kind = 'name' AND coalesce(NOT list_has_any(pn.keys, cn.keys), false)
FROM person_key AS k
JOIN child_key AS known ON k.kind = known.kind AND k.key = known.key
JOIN person AS p ON k.person = p.person
JOIN child AS c
    ON known.child_id = c.child_id AND c.sex = p.sex AND c.birth_date = p.birth_date
LEFT JOIN person_nik AS pn ON k.person = pn.person
LEFT JOIN child_nik AS cn ON c.child_id = cn.child_id
