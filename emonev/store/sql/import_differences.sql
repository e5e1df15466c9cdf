-- grain: one row per accepted row whose own TB/U label or z disagrees with the recomputation
SELECT i.sheet, i.row, m.haz_difference AS cause, i.label_haz, i.sheet_haz, m.zlen,
       CASE WHEN m.flen = 0 THEN m.zlen < -2 END AS stunted,
       CASE WHEN i.label_haz <> 'outlier'
            THEN i.label_haz IN ('pendek', 'sangat_pendek', 'stunting') END AS label_stunted
FROM incoming AS i
JOIN measurement AS m ON i.child_id = m.child_id AND i.measured_on = m.measured_on
WHERE i.fate <> 'duplicate' AND m.haz_difference IS NOT NULL
ORDER BY i.position
