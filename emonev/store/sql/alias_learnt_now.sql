-- grain: one row per spelling learnt from an answer that still holds
SELECT DISTINCT area_code, alias FROM alias_learnt WHERE forgotten_at IS NULL
