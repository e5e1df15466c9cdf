-- grain: sheet x fate of rows that were summed into another row's figures (families of one desa):
-- numerator of their entry without a measure is that row
WITH leaders AS (
    SELECT sheet, row,
        count(*) FILTER (fate NOT IN ('duplicate', 'silent')) AS counting,
        bool_or(fate = 'silent') AS silent,
        count(*) FILTER (fate = 'new') AS fresh,
        count(*) FILTER (fate = 'updated') AS changed
    FROM incoming_entry
    GROUP BY sheet, row
)
SELECT f.sheet, CASE
    WHEN counting = 0 AND NOT silent THEN 'duplicate'
    WHEN counting = 0 THEN 'unchanged'
    WHEN fresh = counting THEN 'new'
    WHEN fresh + changed > 0 THEN 'updated'
    ELSE 'unchanged' END AS fate, count(*) AS rows
FROM staged_entry AS f
JOIN leaders AS l ON f.sheet = l.sheet AND f.numerator = l.row
WHERE f.fate IS NULL AND f.measure = ''
GROUP BY ALL
ORDER BY ALL
