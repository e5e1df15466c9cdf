-- grain: one row per entry a later batch wrote over: its own undo then skips this batch
INSERT INTO entry_replaced BY NAME
SELECT later.written_by, this.* EXCLUDE (written_by)
FROM entry_replaced AS later
JOIN entry_replaced AS this
    ON this.written_by = $batch_id
    AND this.kind = later.kind AND this.kabupaten_code = later.kabupaten_code
    AND this.area_code = later.area_code AND this.puskesmas = later.puskesmas
    AND this.period = later.period AND this.source = later.source
    AND this.measure = later.measure AND this.subject = later.subject
WHERE later.existed AND later.batch_id = $batch_id AND later.written_by <> $batch_id
