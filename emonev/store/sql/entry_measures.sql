-- grain: how the measures of entries add up over months ('sum' | 'latest' | 'alone': never), a temporary table
CREATE OR REPLACE TEMP TABLE measure_rule AS
SELECT unnest($measures) AS measure, unnest($rules) AS how
