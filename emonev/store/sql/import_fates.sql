-- grain: one row per sheet and fate among accepted rows
SELECT sheet, fate, count(*) FROM incoming GROUP BY ALL
