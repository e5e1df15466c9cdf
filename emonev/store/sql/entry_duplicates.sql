-- grain: rows of the file that a later row says again; a puskesmas in the row of each of its desa
-- is said again by nature
SELECT sheet, row FROM incoming_entry
GROUP BY sheet, row HAVING bool_and(fate = 'duplicate' AND kind <> 'puskesmas')
ORDER BY sheet, row
