-- grain: one row per child of the file that may be another stored child within the viewer's area
SELECT c.person
FROM candidate AS c
WHERE c.conflict AND EXISTS (
    SELECT 1 FROM measurement AS m
    WHERE m.child_id = c.child_id
        AND ($within = '' OR m.area_code = $within OR starts_with(m.area_code, $within || '.'))
)
GROUP BY c.person
ORDER BY c.person
