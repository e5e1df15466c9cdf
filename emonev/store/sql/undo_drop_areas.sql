-- grain: areas the batch made that nothing stands in any more
DELETE FROM area
WHERE batch_id = $batch_id AND NOT EXISTS (
    SELECT 1 FROM measurement AS m
    WHERE m.area_code = area.code OR starts_with(m.area_code, area.code || '.')
) AND NOT EXISTS (
    SELECT 1 FROM entry AS e
    WHERE e.area_code = area.code OR starts_with(e.area_code, area.code || '.')
)
