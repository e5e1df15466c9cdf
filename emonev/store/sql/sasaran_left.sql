-- grain: area x year x source the ledger speaks for no longer, a temporary table; ``untouched``:
-- nobody changed the number since
CREATE OR REPLACE TEMP TABLE sasaran_left AS
SELECT u.area_code, u.year, u.source, u.given, s.balita IS NOT DISTINCT FROM u.applied AS untouched
FROM sasaran_uploaded AS u
LEFT JOIN sasaran AS s
    ON s.area_code = u.area_code AND s.year = u.year AND s.source = u.source
ANTI JOIN sasaran_ledger AS l
    ON u.area_code = l.area_code AND u.year = l.year AND u.source = l.source
WHERE u.area_code = $kabupaten OR starts_with(u.area_code, $kabupaten || '.')
