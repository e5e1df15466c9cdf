-- grain: periods of the entries written
SELECT DISTINCT period FROM incoming_entry WHERE fate IN ('new', 'updated') AND period <> ''
ORDER BY period
