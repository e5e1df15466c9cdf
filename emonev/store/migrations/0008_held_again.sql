-- Where an upload said again what was stored: the origin to tell once the first upload is undone.

ALTER TABLE batch_unchanged ADD COLUMN sheet VARCHAR;
ALTER TABLE batch_unchanged ADD COLUMN row INTEGER;
ALTER TABLE entry_unchanged ADD COLUMN sheet VARCHAR;
ALTER TABLE entry_unchanged ADD COLUMN row INTEGER;
ALTER TABLE entry_unchanged ADD COLUMN cell VARCHAR;
