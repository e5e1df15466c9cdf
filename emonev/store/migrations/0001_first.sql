-- The first schema. One kabupaten's by-name data, its cube and transitions; areas are shared.

CREATE TABLE area (
    code VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    parent_code VARCHAR,
    kind VARCHAR,
    bps_code VARCHAR,
    valid_from DATE,
    valid_to DATE,
    provisional BOOLEAN NOT NULL DEFAULT false,
    batch_id VARCHAR              -- the upload that made it (--new-areas), else NULL
);

CREATE TABLE area_alias (area_code VARCHAR NOT NULL, alias VARCHAR NOT NULL, note VARCHAR);

CREATE TABLE area_split (area_code VARCHAR NOT NULL, from_code VARCHAR NOT NULL, note VARCHAR);

CREATE TABLE boundary (
    area_code VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,
    geometry VARCHAR NOT NULL,    -- GeoJSON geometry, EPSG:4326
    label_lon DOUBLE NOT NULL,
    label_lat DOUBLE NOT NULL,
    source VARCHAR
);

CREATE TABLE puskesmas (
    kecamatan_code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,        -- as the master writes it; measurement.puskesmas equals it
    note VARCHAR,
    PRIMARY KEY (kecamatan_code, name)
);

-- grain: one row per lowest known area, year and source
CREATE TABLE sasaran (
    area_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    source VARCHAR NOT NULL,      -- 'Pusdatin' | 'riil' | 'Dukcapil'
    balita INTEGER NOT NULL,
    PRIMARY KEY (area_code, year, source)
);

CREATE TABLE setting (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE column_mapping (signature VARCHAR PRIMARY KEY, mapping VARCHAR NOT NULL);

CREATE TABLE batch (
    batch_id VARCHAR PRIMARY KEY,
    sequence INTEGER NOT NULL,
    imported_at TIMESTAMP NOT NULL,
    file_name VARCHAR NOT NULL,
    file_hash VARCHAR NOT NULL,
    container VARCHAR NOT NULL,
    encoding VARCHAR,
    kabupaten_code VARCHAR,
    rows_read INTEGER NOT NULL,
    new INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    duplicate INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    cases_only BOOLEAN NOT NULL,
    demo BOOLEAN NOT NULL DEFAULT false,
    undone_at TIMESTAMP,
    report VARCHAR NOT NULL       -- JSON: the file's entry of the import command, for the page
);

-- grain: one row per problem found in a batch (very frequent codes: the first cells, then a rest)
CREATE TABLE batch_issue (
    batch_id VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    sheet VARCHAR,
    row INTEGER,
    cell VARCHAR,
    found VARCHAR,
    expected VARCHAR,
    count INTEGER NOT NULL
);

CREATE SEQUENCE child_sequence;

CREATE TABLE child (
    child_id BIGINT NOT NULL,
    sex VARCHAR NOT NULL,
    birth_date DATE NOT NULL,
    weak BOOLEAN NOT NULL         -- "identitas lemah": no NIK and no name in any file
);

-- grain: one row per keyed hash known for a child (kind: 'nik', 'name', 'weak')
CREATE TABLE child_key (
    key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    child_id BIGINT NOT NULL,
    batch_id VARCHAR NOT NULL
);

-- grain: one row per child and measuring date (kept by the import statements and tested; an index
-- would double the import time and DuckDB checks it too eagerly inside one transaction)
CREATE TABLE measurement (
    child_id BIGINT NOT NULL,
    measured_on DATE NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,       -- NULL when only the kabupaten is known
    area_code VARCHAR NOT NULL,   -- the lowest area known: desa, else kecamatan, else kabupaten
    puskesmas VARCHAR,
    posyandu VARCHAR,
    sex VARCHAR NOT NULL,
    birth_date DATE NOT NULL,
    age_days INTEGER NOT NULL,
    weight_kg DOUBLE,
    lenhei_cm DOUBLE,
    measure VARCHAR,              -- 'l' | 'h' as given; NULL unknown (position then from age)
    muac_cm DOUBLE,
    headc_cm DOUBLE,
    birth_weight_kg DOUBLE,
    birth_length_cm DOUBLE,
    weight_gain VARCHAR,
    vitamin_a INTEGER,
    label_waz VARCHAR,
    label_haz VARCHAR,
    label_whz VARCHAR,
    sheet_waz DOUBLE,
    sheet_haz DOUBLE,
    sheet_whz DOUBLE,
    zlen DOUBLE,
    zwei DOUBLE,
    zwfl DOUBLE,
    zbmi DOUBLE,
    zac DOUBLE,
    zhc DOUBLE,
    flen TINYINT,
    fwei TINYINT,
    fwfl TINYINT,
    fbmi TINYINT,
    fac TINYINT,
    fhc TINYINT,
    haz_difference VARCHAR,       -- why the sheet's TB/U label or z differs from ours, else NULL
    cases_only BOOLEAN NOT NULL,  -- from a file of stunted children only: no prevalence
    source VARCHAR NOT NULL,      -- 'e-ppgbm'
    batch_id VARCHAR NOT NULL,    -- origin: the upload, its sheet and Excel row
    sheet VARCHAR NOT NULL,
    row INTEGER NOT NULL
);

-- grain: one row per measurement a batch wrote; what stood there before it, for undo
-- (existed false: nothing stood there, and only the key columns are filled)
CREATE TABLE replaced AS
SELECT ''::VARCHAR AS written_by, false AS existed, * FROM measurement LIMIT 0;

-- grain: period (cube key) x lowest known area x puskesmas x sex x age band x indicator
-- A figure is a sum of numerators over a sum of denominators, divided last.
CREATE TABLE cube (
    rule VARCHAR NOT NULL,        -- 'bulan' | 'triwulan'; gelombang and tahun read 'bulan' rows
    period VARCHAR NOT NULL,      -- '2025-08' | '2025-TW3'
    source VARCHAR NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,
    area_code VARCHAR NOT NULL,
    puskesmas VARCHAR,
    sex VARCHAR NOT NULL,
    age_band VARCHAR NOT NULL,    -- '00-05' '06-11' '12-23' '24-35' '36-47' '48-59' '60+'
    final BOOLEAN NOT NULL,
    indicator VARCHAR NOT NULL,
    numerator BIGINT NOT NULL,
    denominator BIGINT            -- NULL where the denominator is a target population (sasaran)
);

-- grain: pair of periods x area before/now x age before/now x state before/now of linked children
-- before/now: 1 has the condition, 0 has not, NULL not counted in that period (new / gone)
CREATE TABLE transition (
    indicator VARCHAR NOT NULL,
    period VARCHAR NOT NULL,      -- now (cube key)
    compared VARCHAR NOT NULL,    -- before (cube key)
    source VARCHAR NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_before VARCHAR,
    area_before VARCHAR,
    puskesmas_before VARCHAR,
    baduta_before BOOLEAN,
    state_before TINYINT,
    kecamatan_now VARCHAR,
    area_now VARCHAR,
    puskesmas_now VARCHAR,
    baduta_now BOOLEAN,
    state_now TINYINT,
    weak BOOLEAN NOT NULL,        -- identity too weak to link: no change can be tested on it
    children BIGINT NOT NULL
);

-- grain: month x area x puskesmas x posyandu that sent anything (Siapa belum kirim, m of M)
CREATE TABLE reporting (
    period VARCHAR NOT NULL,      -- '2025-08'
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,
    area_code VARCHAR NOT NULL,
    puskesmas VARCHAR,
    posyandu VARCHAR,
    children BIGINT NOT NULL,
    measured BIGINT NOT NULL,     -- with a valid PB/TB
    last_measured_on DATE NOT NULL,
    last_imported_at TIMESTAMP NOT NULL
);
