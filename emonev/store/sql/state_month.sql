-- grain: one row per period of a pair and month in it
INSERT INTO state_month
SELECT unnest(CAST($rules AS VARCHAR[])), unnest(CAST($periods AS VARCHAR[])),
    unnest(CAST($months AS DATE[])), unnest(CAST($monthly AS BOOLEAN[]))
