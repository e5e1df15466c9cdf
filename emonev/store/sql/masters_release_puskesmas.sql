-- grain: puskesmas of a kabupaten that no master tells of any more
UPDATE puskesmas SET note = $guessed
WHERE note = $listed AND starts_with(kecamatan_code, $kabupaten || '.')
    AND NOT EXISTS (
        SELECT 1 FROM entry AS e
        WHERE e.measure = 'puskesmas' AND e.puskesmas = puskesmas.name
            AND e.kecamatan_code = puskesmas.kecamatan_code
    )
