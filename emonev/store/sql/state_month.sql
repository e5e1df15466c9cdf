-- grain: one row per period of a pair and month in it
CREATE OR REPLACE TEMP TABLE state_month AS
SELECT unnest(CAST($rules AS VARCHAR[])) AS rule, unnest(CAST($periods AS VARCHAR[])) AS period,
    unnest(CAST($months AS DATE[])) AS month, unnest(CAST($monthly AS BOOLEAN[])) AS monthly
