-- grain: one row: newest measuring date of the area and newest upload, NULL where nothing was sent
SELECT
    max(r.last_measured_on) AS measured_on,
    coalesce(
        (
            SELECT max(b.imported_at) FROM batch AS b
            WHERE b.kabupaten_code = $kabupaten AND b.undone_at IS NULL
        ),
        max(r.last_imported_at)
    ) AS imported_at
FROM reporting AS r
WHERE r.kabupaten_code = $kabupaten AND (
    $within = $kabupaten OR r.area_code = $within OR starts_with(r.area_code, $within || '.')
)
