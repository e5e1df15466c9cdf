-- grain: one row per area x year x source the ledger speaks for the first time: what stood there
INSERT INTO sasaran_uploaded
SELECT l.area_code, l.year, l.source, s.balita, NULL
FROM sasaran_ledger AS l
LEFT JOIN sasaran AS s
    ON s.area_code = l.area_code AND s.year = l.year AND s.source = l.source
ANTI JOIN sasaran_uploaded AS u
    ON u.area_code = l.area_code AND u.year = l.year AND u.source = l.source
