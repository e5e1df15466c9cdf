-- grain: cube rows of the kabupaten's touched periods that are counted from children
DELETE FROM cube
WHERE kabupaten_code = $kabupaten AND source = $source
    AND period IN (SELECT period FROM touched_month)
