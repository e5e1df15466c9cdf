-- grain: areas of a kabupaten that only an undone master told of and that nothing stands in
DELETE FROM area
WHERE batch_id = $listed AND (code = $kabupaten OR starts_with(code, $kabupaten || '.'))
    AND NOT EXISTS (SELECT 1 FROM entry AS e WHERE e.area_code = area.code
        OR starts_with(e.area_code, area.code || '.'))
    AND NOT EXISTS (SELECT 1 FROM measurement AS m WHERE m.area_code = area.code
        OR starts_with(m.area_code, area.code || '.'))
    AND NOT EXISTS (SELECT 1 FROM area AS below
        WHERE below.parent_code = area.code AND below.batch_id IS DISTINCT FROM $listed)
