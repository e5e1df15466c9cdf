-- grain: one row per entry the file holds as it is stored
INSERT INTO entry_unchanged
SELECT $batch_id, kind, kabupaten_code, area_code, puskesmas, period, source, measure, subject,
    sheet, row, cell
FROM incoming_entry WHERE fate = 'unchanged'
