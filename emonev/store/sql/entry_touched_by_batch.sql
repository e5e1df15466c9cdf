-- grain: kabupaten x kind x source of everything a batch wrote
SELECT DISTINCT kabupaten_code, kind, source FROM entry_replaced WHERE written_by = $batch_id
ORDER BY ALL
