-- grain: one row per pair of periods to compare
INSERT INTO period_pair
SELECT unnest(CAST($rules AS VARCHAR[])), unnest(CAST($periods AS VARCHAR[])),
    unnest(CAST($compared AS VARCHAR[]))
