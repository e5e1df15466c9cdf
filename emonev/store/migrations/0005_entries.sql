-- The ledger of everything uploaded that is not by-name: recaps, targets, monthly reports, surveys.

-- grain: kind x area x puskesmas x period x source x measure x subject
CREATE TABLE entry (
    kind VARCHAR NOT NULL,        -- 'recap', 'sasaran', … (ingest/tables)
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,
    area_code VARCHAR NOT NULL,   -- the lowest area known
    puskesmas VARCHAR NOT NULL,   -- '' where the row names none
    period VARCHAR NOT NULL,      -- '2025-08' | '2025-TW2' | '2025' | '' (no period)
    source VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,     -- indicator key, or the kind's own
    subject VARCHAR NOT NULL,     -- '' for most
    numerator BIGINT,
    denominator BIGINT,
    value DOUBLE,                 -- as printed in the sheet or estimated by a survey, 0-1
    low DOUBLE,
    high DOUBLE,
    state VARCHAR NOT NULL,       -- 'ada' | 'kosong' | 'tidak_dijadwalkan'
    note VARCHAR,
    batch_id VARCHAR NOT NULL,    -- origin: the upload, its sheet, Excel row and cell
    sheet VARCHAR NOT NULL,
    row INTEGER NOT NULL,
    cell VARCHAR
);

-- grain: one row per entry a batch wrote; what stood there before it, for undo
-- (existed false: nothing stood there, and only the key columns are filled)
CREATE TABLE entry_replaced AS
SELECT ''::VARCHAR AS written_by, false AS existed, * FROM entry LIMIT 0;

-- grain: measures that users named themselves ("BBLR" of an open-data table)
CREATE TABLE local_measure (
    key VARCHAR PRIMARY KEY,      -- 'lain:bblr'
    label VARCHAR NOT NULL,
    unit VARCHAR NOT NULL         -- 'jumlah' | 'persen'
);

-- grain: what the user said about sheets with this header (remembered, can be shared as a file)
CREATE TABLE sheet_mapping (
    signature VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    headers VARCHAR NOT NULL,     -- JSON list, so that people see what it is for
    answers VARCHAR NOT NULL,     -- JSON
    changed_at TIMESTAMP NOT NULL
);
