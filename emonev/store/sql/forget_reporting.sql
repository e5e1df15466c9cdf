-- grain: reporting rows of the kabupaten's touched months
DELETE FROM reporting
WHERE kabupaten_code = $kabupaten AND period IN (SELECT period FROM touched_month)
