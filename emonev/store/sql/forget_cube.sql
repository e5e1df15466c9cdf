-- grain: cube rows of the kabupaten's touched periods
DELETE FROM cube
WHERE kabupaten_code = $kabupaten AND period IN (SELECT period FROM touched_month)
