-- grain: distinct area texts of the accepted entries of some kinds
SELECT DISTINCT kabupaten, kecamatan, puskesmas, desa, code
FROM staged_entry
WHERE fate IS NULL AND measure <> '' AND list_contains(CAST($kinds AS VARCHAR[]), kind)
