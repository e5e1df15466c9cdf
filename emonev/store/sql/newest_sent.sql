-- grain: one row: the newest month of which the kabupaten has children by name or a recap, or NULL
SELECT max(period) AS period FROM sent
WHERE kabupaten_code = $kabupaten AND period LIKE '____-__'
