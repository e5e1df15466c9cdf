-- grain: one row per area of a kabupaten the ledger tells of, parents first
SELECT area_code, note FROM entry
WHERE kind = 'wilayah' AND measure = 'wilayah' AND kabupaten_code = $kabupaten
ORDER BY area_code
