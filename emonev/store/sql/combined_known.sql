-- grain: rule x period x unit with a recap, as ``combined_units`` left it
SELECT period, unit, named_measured, recap_measured, wish, chosen, conflict
FROM combined_unit
WHERE kabupaten_code = $kabupaten AND rule = 'bulan' AND (conflict OR NOT $only_conflicts)
ORDER BY period, unit
