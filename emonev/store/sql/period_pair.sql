-- grain: one row per pair of periods to compare
CREATE OR REPLACE TEMP TABLE period_pair AS
SELECT unnest(CAST($rules AS VARCHAR[])) AS rule, unnest(CAST($periods AS VARCHAR[])) AS period,
    unnest(CAST($compared AS VARCHAR[])) AS compared
