-- grain: one row per measurement a later batch wrote over: its own undo then skips this batch
INSERT INTO replaced BY NAME
SELECT later.written_by, this.* EXCLUDE (written_by)
FROM replaced AS later
JOIN replaced AS this
    ON this.written_by = $batch_id
    AND this.child_id = later.child_id AND this.measured_on = later.measured_on
WHERE later.existed AND later.batch_id = $batch_id AND later.written_by <> $batch_id
