-- grain: cube rows of one source that come from entries
DELETE FROM cube WHERE kabupaten_code = $kabupaten AND source = $source
