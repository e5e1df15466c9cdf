-- grain: one row per setting that changes how the kabupaten is counted or told
SELECT key, value
FROM setting
WHERE key IN (
        'cakupan_rendah', 'cakupan_hati_hati', 'serentak:' || $kabupaten,
        'headline_label:' || $kabupaten
    )
    OR starts_with(key, 'sasaran_source:')
ORDER BY key
