-- grain: one row: stunting by the file's own labels beside the recomputation, all accepted rows
SELECT
    count(*) FILTER (WHERE label_haz IS NOT NULL AND label_haz <> 'outlier') AS labelled,
    count(*) FILTER (WHERE label_haz IN ('pendek', 'sangat_pendek', 'stunting')) AS label_stunted,
    count(*) FILTER (WHERE zlen IS NOT NULL AND flen = 0) AS valid,
    count(*) FILTER (WHERE zlen < -2 AND flen = 0) AS stunted
FROM (
    SELECT i.label_haz, m.zlen, m.flen
    FROM incoming AS i
    JOIN measurement AS m ON i.child_id = m.child_id AND i.measured_on = m.measured_on
    WHERE i.fate <> 'duplicate'
)
