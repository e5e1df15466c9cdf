-- grain: one measure that users named themselves
SELECT key, label, unit FROM local_measure ORDER BY lower(label), key
