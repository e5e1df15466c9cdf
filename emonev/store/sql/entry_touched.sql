-- grain: kabupaten x source of the entries written
SELECT DISTINCT kabupaten_code, kind, source FROM incoming_entry
WHERE fate IN ('new', 'updated')
ORDER BY ALL
