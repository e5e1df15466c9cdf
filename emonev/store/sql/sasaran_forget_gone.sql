-- grain: one row per area x year x source the ledger speaks for no longer
DELETE FROM sasaran_uploaded AS u USING sasaran_left AS g
WHERE u.area_code = g.area_code AND u.year = g.year AND u.source = g.source
