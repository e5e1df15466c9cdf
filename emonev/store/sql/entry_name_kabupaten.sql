-- grain: staged entries of one sheet row, which from now on name their kabupaten and nothing below
UPDATE staged_entry
SET kabupaten = $name, kecamatan = NULL, puskesmas = NULL, desa = NULL
WHERE sheet = $sheet AND row = $row
