-- grain: one row per touched period and month in it
INSERT INTO touched_month
SELECT unnest(CAST($rules AS VARCHAR[])), unnest(CAST($periods AS VARCHAR[])),
    unnest(CAST($months AS DATE[])), unnest(CAST($monthly AS BOOLEAN[]))
