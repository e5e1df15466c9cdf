-- grain: puskesmas known only from uploads that nothing names any more
DELETE FROM puskesmas
WHERE note = 'dari unggahan' AND NOT EXISTS (
    SELECT 1 FROM measurement AS m
    WHERE m.puskesmas = puskesmas.name AND m.kecamatan_code = puskesmas.kecamatan_code
) AND NOT EXISTS (
    SELECT 1 FROM entry AS e
    WHERE e.puskesmas = puskesmas.name AND e.kecamatan_code = puskesmas.kecamatan_code
)
