-- Temporary tables of one import of entries, on the importing cursor.

-- grain: one row per entry of the file (columns as ingest.entries.ENTRY_COLUMNS), with its kind
CREATE OR REPLACE TEMP TABLE staged_entry (
    position BIGINT, kind VARCHAR, sheet VARCHAR, row INTEGER, cell VARCHAR, fate VARCHAR,
    kabupaten VARCHAR, kecamatan VARCHAR, puskesmas VARCHAR, desa VARCHAR, code VARCHAR,
    period VARCHAR, source VARCHAR, measure VARCHAR, subject VARCHAR, numerator BIGINT,
    denominator BIGINT, value DOUBLE, low DOUBLE, high DOUBLE, state VARCHAR, note VARCHAR
);

-- grain: one row per distinct combination of area texts; area_code NULL: must be asked
CREATE OR REPLACE TEMP TABLE entry_place (
    kabupaten VARCHAR, kecamatan VARCHAR, puskesmas VARCHAR, desa VARCHAR, code VARCHAR,
    kabupaten_code VARCHAR, kecamatan_code VARCHAR, area_code VARCHAR, puskesmas_name VARCHAR
);

-- grain: one row per accepted entry, with its own fate; columns as in table entry, spelled out for the
-- reason in staging.sql
CREATE OR REPLACE TEMP TABLE incoming_entry (
    position BIGINT, fate VARCHAR, kind VARCHAR, kabupaten_code VARCHAR, kecamatan_code VARCHAR,
    area_code VARCHAR, puskesmas VARCHAR, period VARCHAR, source VARCHAR, measure VARCHAR,
    subject VARCHAR, numerator BIGINT, denominator BIGINT, value DOUBLE, low DOUBLE, high DOUBLE,
    state VARCHAR, note VARCHAR, sheet VARCHAR, row INTEGER, cell VARCHAR
);
