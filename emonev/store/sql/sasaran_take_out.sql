-- grain: one row per area x year x source that only uploads had told
DELETE FROM sasaran AS s USING sasaran_left AS g
WHERE g.untouched AND g.given IS NULL
    AND s.area_code = g.area_code AND s.year = g.year AND s.source = g.source
