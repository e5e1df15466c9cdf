-- grain: one row per area x year x source that gets back what stood there before any upload
UPDATE sasaran AS s SET balita = g.given
FROM sasaran_left AS g
WHERE g.untouched AND g.given IS NOT NULL
    AND s.area_code = g.area_code AND s.year = g.year AND s.source = g.source
