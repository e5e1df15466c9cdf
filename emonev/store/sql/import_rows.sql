-- grain: one row per row read of the file, in file order
INSERT INTO staged BY NAME
SELECT row_number() OVER () AS position, * FROM read_parquet($files)
