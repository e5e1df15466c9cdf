-- grain: transitions of the kabupaten with a touched period on either side
DELETE FROM transition
WHERE kabupaten_code = $kabupaten
    AND (period IN (SELECT period FROM touched_month)
        OR compared IN (SELECT period FROM touched_month))
