-- grain: one row per child of the file that is not stored yet; it gets a number
INSERT INTO person_child
SELECT person, nextval('child_sequence'), true
FROM (SELECT person FROM person ANTI JOIN person_child USING (person) ORDER BY first_position)
