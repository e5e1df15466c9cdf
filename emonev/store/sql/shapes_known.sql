-- grain: one row per area of the level that has a boundary
SELECT area_code FROM boundary WHERE level = $level
