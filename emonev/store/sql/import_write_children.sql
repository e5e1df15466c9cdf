-- grain: one row per child that is new to the store
INSERT INTO child
SELECT pc.child_id, p.sex, p.birth_date, p.weak
FROM person_child AS pc
JOIN person AS p ON pc.person = p.person
WHERE pc.is_new
