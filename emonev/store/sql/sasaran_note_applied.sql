-- grain: one row per area x year x source the ledger speaks for
UPDATE sasaran_uploaded AS u SET applied = l.balita
FROM sasaran_ledger AS l
WHERE u.area_code = l.area_code AND u.year = l.year AND u.source = l.source
