-- grain: one row: the kabupaten or kota as a letter calls it
SELECT CASE WHEN kind = 'kota' THEN 'Kota ' ELSE 'Kabupaten ' END || name AS title
FROM area WHERE code = $code
