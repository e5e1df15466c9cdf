-- grain: desa x measure of one kind, source and period: what stands in the ledger
SELECT area_code, measure, max(numerator), max(denominator)
FROM entry
WHERE kind = $kind AND source = $source AND period = $period AND kabupaten_code = $kabupaten
GROUP BY area_code, measure
