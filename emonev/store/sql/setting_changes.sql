-- grain: one row per setting and change of one kabupaten (and of all), newest first
SELECT changed_at, role, key, before, after
FROM setting_change
WHERE NOT contains(key, ':') OR split_part(key, ':', 2) = $kabupaten
    OR NOT contains(split_part(key, ':', 2), '.')
ORDER BY changed_at DESC, key
