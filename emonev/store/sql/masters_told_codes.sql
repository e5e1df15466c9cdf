-- grain: one row per area the ledger tells of
SELECT DISTINCT area_code FROM entry WHERE kind = 'wilayah' AND measure = 'wilayah'
