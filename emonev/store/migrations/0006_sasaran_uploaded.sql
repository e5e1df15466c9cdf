-- Sasaran that came as a sheet of an upload, so that undoing it gives back what stood there before.

-- grain: area x year x source the ledger speaks for
CREATE TABLE sasaran_uploaded (
    area_code VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    given INTEGER,                -- what stood in sasaran before any upload; NULL: nothing
    applied INTEGER               -- what the ledger put there last; somebody may have changed it
);
