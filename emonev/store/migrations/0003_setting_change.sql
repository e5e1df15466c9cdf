-- What was changed on the page Pengaturan: kept for good, newest last.

-- grain: one row per setting and change
CREATE TABLE setting_change (
    changed_at TIMESTAMP NOT NULL,
    role VARCHAR NOT NULL,        -- the viewer's role
    key VARCHAR NOT NULL,
    before VARCHAR NOT NULL,      -- '' where nothing was set
    after VARCHAR NOT NULL        -- '' where it was unset
);
