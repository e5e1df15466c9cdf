-- grain: sheet x fate of its rows. A row is new when nothing of it was stored, updated when
-- anything of it is new or differs, duplicate when a later row said all of it again. Empty cells
-- ('silent') count for nothing: a row of nothing else is unchanged.
WITH rows AS (
    SELECT sheet, row,
        count(*) FILTER (fate NOT IN ('duplicate', 'silent')) AS counting,
        bool_or(fate = 'silent') AS silent,
        count(*) FILTER (fate = 'new') AS fresh,
        count(*) FILTER (fate = 'updated') AS changed
    FROM incoming_entry
    GROUP BY sheet, row
)
SELECT sheet, CASE
    WHEN counting = 0 AND NOT silent THEN 'duplicate'
    WHEN counting = 0 THEN 'unchanged'
    WHEN fresh = counting THEN 'new'
    WHEN fresh + changed > 0 THEN 'updated'
    ELSE 'unchanged' END AS fate, count(*) AS rows
FROM rows
GROUP BY ALL
ORDER BY ALL
