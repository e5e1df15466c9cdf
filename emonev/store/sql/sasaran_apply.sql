-- grain: one row per area x year x source whose number in the ledger is another one than before
INSERT OR REPLACE INTO sasaran
SELECT l.area_code, l.year, l.source, l.balita
FROM sasaran_ledger AS l
JOIN sasaran_uploaded AS u
    ON u.area_code = l.area_code AND u.year = l.year AND u.source = l.source
WHERE u.applied IS DISTINCT FROM l.balita
