-- grain: one row, none where the setting was never made
SELECT value FROM setting WHERE key = $key
