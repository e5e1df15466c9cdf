-- grain: one row: the newest month any puskesmas of the kabupaten reported, or NULL
SELECT max(period) AS period FROM reporting WHERE kabupaten_code = $kabupaten
