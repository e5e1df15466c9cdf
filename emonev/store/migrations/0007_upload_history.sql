-- Who uploaded, what was answered, which spellings were learnt; what an upload said again without
-- changing it (so that two uploads can be compared); what became of kept originals.

ALTER TABLE batch ADD COLUMN who VARCHAR;
ALTER TABLE batch ADD COLUMN role VARCHAR;
ALTER TABLE batch ADD COLUMN kinds VARCHAR;     -- of its sheets: 'by_name', 'by_name,recap'
ALTER TABLE batch ADD COLUMN answers VARCHAR;   -- JSON: what the user said about the file

-- grain: one row per spelling of an area an upload's answer taught
CREATE TABLE alias_learnt (
    batch_id VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    forgotten_at TIMESTAMP        -- undone with its upload
);

-- grain: one row per measurement an upload held and that was stored already, the same
CREATE TABLE batch_unchanged (
    batch_id VARCHAR NOT NULL,
    child_id BIGINT NOT NULL,
    measured_on DATE NOT NULL
);

-- grain: one row per entry an upload held and that was stored already, the same
CREATE TABLE entry_unchanged (
    batch_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    puskesmas VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    subject VARCHAR NOT NULL
);

-- grain: one row per original kept, downloaded or deleted
CREATE TABLE original_log (
    happened_at TIMESTAMP NOT NULL,
    what VARCHAR NOT NULL,        -- 'disimpan' | 'diunduh' | 'dihapus'
    batch_id VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    who VARCHAR NOT NULL          -- '' where no name was given
);
