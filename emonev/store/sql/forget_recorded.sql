-- grain: spans of recorded children of the kabupaten
DELETE FROM recorded WHERE kabupaten_code = $kabupaten
