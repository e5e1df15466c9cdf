-- grain: one row per staged area of a master, in file order
SELECT code, note FROM staged_entry
WHERE measure = 'wilayah' AND fate IS NULL AND code IS NOT NULL
ORDER BY position
