-- grain: distinct area texts of accepted entries that name a kabupaten and nothing below it
SELECT DISTINCT kabupaten, kecamatan, puskesmas, desa, code
FROM staged_entry
WHERE fate IS NULL AND measure <> '' AND list_contains(CAST($kinds AS VARCHAR[]), kind)
    AND kabupaten IS NOT NULL AND kecamatan IS NULL AND puskesmas IS NULL AND desa IS NULL
    AND code IS NULL
