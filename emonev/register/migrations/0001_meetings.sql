-- Meetings and what comes out of them. Dates and times are ISO text; flags are 0 or 1.

-- grain: one row per meeting
CREATE TABLE meeting (
    meeting_id INTEGER PRIMARY KEY,
    kabupaten TEXT NOT NULL,              -- code
    title TEXT NOT NULL,
    held_on TEXT NOT NULL,                -- date
    place TEXT NOT NULL DEFAULT '',
    chair TEXT NOT NULL DEFAULT '',
    agenda TEXT NOT NULL DEFAULT '',      -- a line each
    status TEXT NOT NULL DEFAULT 'persiapan' CHECK (status IN ('persiapan', 'selesai')),
    kecamatan TEXT NOT NULL DEFAULT '',   -- codes with commas: a rakor of one or two kecamatan
    notes TEXT NOT NULL DEFAULT '',       -- jalannya rapat, a paragraph each line
    demo INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    closed_at TEXT
);

-- grain: one row per person at a meeting (officials, never children)
CREATE TABLE participant (
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    institution TEXT NOT NULL DEFAULT '',
    function TEXT NOT NULL DEFAULT '',    -- jabatan
    PRIMARY KEY (meeting_id, position)
);

-- grain: one row per order of presentation that somebody composed
CREATE TABLE show_order (
    order_id INTEGER PRIMARY KEY,
    kabupaten TEXT NOT NULL,
    name TEXT NOT NULL,
    items TEXT NOT NULL,                  -- JSON, services/order_items.py
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    UNIQUE (kabupaten, name)
);

-- grain: one row per frozen deck; angka rilis where meeting_id is set, else a passing showing
CREATE TABLE showing (
    token TEXT PRIMARY KEY,               -- 128 random bits, in the address
    meeting_id INTEGER REFERENCES meeting ON DELETE CASCADE,
    kabupaten TEXT NOT NULL,
    area TEXT NOT NULL,                   -- the scope it was made with: code, '' for everything
    audience TEXT NOT NULL CHECK (audience IN ('publik', 'internal')),
    title TEXT NOT NULL,
    period TEXT NOT NULL,                 -- "2025-08"
    deck BLOB NOT NULL,                   -- gzipped JSON, charts/deck_file.py
    data_state TEXT NOT NULL,             -- services/data_state.py
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX showing_of_meeting ON showing (meeting_id);

-- grain: one row per figure frozen with a meeting (exact counts, for comparing with the running
-- ones). The newest showing of a meeting is the one in force.
CREATE TABLE released_figure (
    token TEXT NOT NULL REFERENCES showing ON DELETE CASCADE,
    area_code TEXT NOT NULL,
    area TEXT NOT NULL,
    level TEXT NOT NULL,
    indicator TEXT NOT NULL,
    period TEXT NOT NULL,
    source TEXT NOT NULL,
    age TEXT NOT NULL,
    puskesmas TEXT NOT NULL DEFAULT '',
    numerator INTEGER,
    denominator INTEGER,
    PRIMARY KEY (token, area_code, indicator)
);

-- grain: one row per explained difference between angka rilis and angka berjalan
CREATE TABLE revision (
    revision_id INTEGER PRIMARY KEY,
    token TEXT NOT NULL REFERENCES showing ON DELETE CASCADE,
    area_code TEXT NOT NULL,
    indicator TEXT NOT NULL,
    old_numerator INTEGER,
    old_denominator INTEGER,
    new_numerator INTEGER,
    new_denominator INTEGER,
    why TEXT NOT NULL,
    who TEXT NOT NULL,
    noted_at TEXT NOT NULL
);

-- grain: one row per decision of a meeting
CREATE TABLE decision (
    decision_id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- in its meeting, from 1
    what TEXT NOT NULL,
    unit_kind TEXT NOT NULL CHECK (unit_kind IN ('opd', 'kecamatan', 'puskesmas')),
    unit TEXT NOT NULL,                   -- name of the OPD, kecamatan or puskesmas
    unit_code TEXT NOT NULL DEFAULT '',   -- the kecamatan's code where there is one
    responsible TEXT NOT NULL DEFAULT '', -- penanggung jawab
    indicator TEXT NOT NULL DEFAULT '',   -- key, '' for none
    lokus TEXT NOT NULL DEFAULT '',       -- area code, '' for the whole kabupaten
    target_children INTEGER,              -- at most so many children
    due_on TEXT NOT NULL,                 -- date
    status TEXT NOT NULL DEFAULT 'belum'
        CHECK (status IN ('belum', 'berjalan', 'selesai', 'dibatalkan')),
    base_period TEXT NOT NULL DEFAULT '', -- the indicator when it was decided
    base_numerator INTEGER,
    base_denominator INTEGER,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    UNIQUE (meeting_id, number)
);

-- grain: one row per progress note; a change of status is one too
CREATE TABLE progress (
    progress_id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decision ON DELETE CASCADE,
    status TEXT NOT NULL,                 -- the status from then on
    note TEXT NOT NULL DEFAULT '',
    noted_at TEXT NOT NULL,
    noted_by TEXT NOT NULL
);

-- grain: one row per evidence file; the bytes lie in the home's folder bukti under their hash
CREATE TABLE evidence (
    evidence_id INTEGER PRIMARY KEY,
    decision_id INTEGER NOT NULL REFERENCES decision ON DELETE CASCADE,
    file_name TEXT NOT NULL,              -- as given, shown only
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'jpg', 'png')),
    size INTEGER NOT NULL,                -- bytes
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    UNIQUE (decision_id, sha256)
);
