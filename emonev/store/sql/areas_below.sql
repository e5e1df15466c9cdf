-- grain: one row per area of the kabupaten asked for, with its parent (puskesmas stand elsewhere)
SELECT code, name, level, parent_code, valid_from, valid_to
FROM area
WHERE code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
    OR parent_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
    OR parent_code IN (
        SELECT code FROM area WHERE parent_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
    )
ORDER BY code
