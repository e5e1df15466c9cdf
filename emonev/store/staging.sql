-- Temporary tables of one import, on the importing cursor. Order of filling: staged, sheet_field,
-- place, person, person_key, candidate, person_child, incoming, scored, doubted.

-- grain: one row per row read of the file (columns as ingest.parsed.ROW_COLUMNS)
CREATE OR REPLACE TEMP TABLE staged (
    position BIGINT, sheet VARCHAR, row INTEGER, fate VARCHAR, person INTEGER,
    nik_key VARCHAR, name_key VARCHAR, weak_key VARCHAR, sex VARCHAR, birth_date DATE,
    measured_on DATE, weight_kg DOUBLE, lenhei_cm DOUBLE, measure VARCHAR, muac_cm DOUBLE,
    headc_cm DOUBLE, birth_weight_kg DOUBLE, birth_length_cm DOUBLE, weight_gain VARCHAR,
    vitamin_a INTEGER, label_waz VARCHAR, label_haz VARCHAR, label_whz VARCHAR,
    sheet_waz DOUBLE, sheet_haz DOUBLE, sheet_whz DOUBLE, province VARCHAR, kabupaten VARCHAR,
    kecamatan VARCHAR, puskesmas VARCHAR, desa VARCHAR, posyandu VARCHAR
);

-- grain: one row per sheet: which optional fields it has at all (an absent column erases nothing)
CREATE OR REPLACE TEMP TABLE sheet_field (
    sheet VARCHAR, weight_kg BOOLEAN, lenhei_cm BOOLEAN, measure BOOLEAN, muac_cm BOOLEAN,
    headc_cm BOOLEAN, birth_weight_kg BOOLEAN, birth_length_cm BOOLEAN, weight_gain BOOLEAN,
    vitamin_a BOOLEAN, label_waz BOOLEAN, label_haz BOOLEAN, label_whz BOOLEAN,
    sheet_waz BOOLEAN, sheet_haz BOOLEAN, sheet_whz BOOLEAN, puskesmas BOOLEAN,
    posyandu BOOLEAN, cases_only BOOLEAN
);

-- grain: one row per distinct combination of area texts; area_code NULL: must be asked
CREATE OR REPLACE TEMP TABLE place (
    kabupaten VARCHAR, kecamatan VARCHAR, puskesmas VARCHAR, desa VARCHAR,
    kabupaten_code VARCHAR, kecamatan_code VARCHAR, area_code VARCHAR, puskesmas_name VARCHAR
);

-- grain: one row per child of the file
CREATE OR REPLACE TEMP TABLE person (
    person INTEGER, sex VARCHAR, birth_date DATE, weak BOOLEAN, first_position BIGINT
);

-- grain: one row per child of the file and keyed hash
CREATE OR REPLACE TEMP TABLE person_key (person INTEGER, kind VARCHAR, key VARCHAR);

-- grain: one row per child of the file and stored child that shares a key
CREATE OR REPLACE TEMP TABLE candidate (
    person INTEGER, child_id BIGINT, kind VARCHAR, conflict BOOLEAN
);

-- grain: one row per child of the file, linked
CREATE OR REPLACE TEMP TABLE person_child (person INTEGER, child_id BIGINT, is_new BOOLEAN);

-- grain: one row per accepted row of the file, with its fate; columns as in table measurement.
-- Spelled out: what is put into a table made empty by a query cannot be read back from 122,880 rows on
-- in the same transaction (DuckDB 2.0.0).
CREATE OR REPLACE TEMP TABLE incoming (
    position BIGINT, fate VARCHAR, child_id BIGINT, measured_on DATE, kabupaten_code VARCHAR,
    kecamatan_code VARCHAR, area_code VARCHAR, puskesmas VARCHAR, posyandu VARCHAR, sex VARCHAR,
    birth_date DATE, age_days INTEGER, weight_kg DOUBLE, lenhei_cm DOUBLE, measure VARCHAR,
    muac_cm DOUBLE, headc_cm DOUBLE, birth_weight_kg DOUBLE, birth_length_cm DOUBLE,
    weight_gain VARCHAR, vitamin_a INTEGER, label_waz VARCHAR, label_haz VARCHAR,
    label_whz VARCHAR, sheet_waz DOUBLE, sheet_haz DOUBLE, sheet_whz DOUBLE, cases_only BOOLEAN,
    sheet VARCHAR, row INTEGER
);

-- grain: one row per new or updated row, with its z-scores
CREATE OR REPLACE TEMP TABLE scored (
    position BIGINT, clen DOUBLE, zlen DOUBLE, zwei DOUBLE, zwfl DOUBLE, zbmi DOUBLE, zac DOUBLE,
    zhc DOUBLE, flen TINYINT, fwei TINYINT, fwfl TINYINT, fbmi TINYINT, fac TINYINT, fhc TINYINT
);

-- grain: one row per scored row whose own TB/U label or z disagrees with ours
CREATE OR REPLACE TEMP TABLE doubted (position BIGINT, cause VARCHAR);

-- grain: one row per doubted row and variant of its length, scored by e-PPGBM's switches
CREATE OR REPLACE TEMP TABLE explained (position BIGINT, variant INTEGER, zlen DOUBLE);
