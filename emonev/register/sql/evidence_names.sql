-- grain: one row per file that must lie in the folder bukti
SELECT DISTINCT sha256 || '.' || kind AS name FROM evidence ORDER BY name
