-- grain: one row per month in which the kabupaten has a measurement, oldest first
SELECT DISTINCT period FROM reporting WHERE kabupaten_code = $kabupaten ORDER BY period
