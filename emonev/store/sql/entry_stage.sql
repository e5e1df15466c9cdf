-- grain: one row per entry of a sheet, in file order
INSERT INTO staged_entry BY NAME
SELECT row_number() OVER () + $after AS position, $kind AS kind, * FROM read_parquet($file)
