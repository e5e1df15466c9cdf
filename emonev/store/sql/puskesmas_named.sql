-- grain: one row: a puskesmas as the master writes it, by its name in small letters
SELECT name FROM puskesmas WHERE lower(name) = $name ORDER BY name LIMIT 1
