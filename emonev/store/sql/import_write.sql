-- grain: one measurement per new or updated row
INSERT INTO measurement BY NAME
SELECT i.* EXCLUDE (position, fate), s.* EXCLUDE (position, clen), d.cause AS haz_difference,
       $source AS source, $batch_id AS batch_id
FROM incoming AS i
JOIN scored AS s ON i.position = s.position
LEFT JOIN doubted AS d ON i.position = d.position
