-- grain: homes of a puskesmas that were only guessed, in another kecamatan of the kabupaten
DELETE FROM puskesmas
WHERE name = $name AND kecamatan_code <> $kecamatan AND note = 'dari unggahan'
    AND starts_with(kecamatan_code, $kabupaten || '.')
