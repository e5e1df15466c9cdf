-- grain: one row: whether any recap of the kabupaten is in the cube
SELECT EXISTS (SELECT 1 FROM cube WHERE kabupaten_code = $kabupaten AND source = 'rekap') AS known
