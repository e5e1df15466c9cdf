-- grain: one row per child of the file and keyed hash; the weak key only where nothing else is
INSERT INTO person_key
SELECT DISTINCT s.person, kind, key
FROM (
    SELECT person, unnest(['nik', 'name', 'weak']) AS kind,
           unnest([nik_key, name_key, weak_key]) AS key
    FROM staged
    WHERE fate IS NULL
) AS s
JOIN person AS p ON s.person = p.person
WHERE key IS NOT NULL AND (kind <> 'weak' OR p.weak)
