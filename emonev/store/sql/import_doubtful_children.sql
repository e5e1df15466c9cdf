-- grain: one row per child of the file that may be the same as another stored child
SELECT s.sheet, s.row
FROM (
    SELECT person
    FROM candidate
    GROUP BY person
    HAVING bool_or(conflict) OR count(DISTINCT child_id) > 1
) AS doubtful
JOIN person AS p ON doubtful.person = p.person
JOIN staged AS s ON p.first_position = s.position
ORDER BY s.position
