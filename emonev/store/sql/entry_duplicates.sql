-- grain: rows of the file that a later row says again
SELECT sheet, row FROM incoming_entry
GROUP BY sheet, row HAVING bool_and(fate = 'duplicate')
ORDER BY sheet, row
