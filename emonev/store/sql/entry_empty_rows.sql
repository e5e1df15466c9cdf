-- grain: sheet: rows read that hold no figure at all and have no error
SELECT sheet, count(*) AS rows
FROM (SELECT sheet, row FROM staged_entry GROUP BY sheet, row
      HAVING bool_and(fate IS NULL AND measure = '' AND numerator IS NULL))
GROUP BY sheet
ORDER BY sheet
