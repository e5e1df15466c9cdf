-- grain: stored transitions of one indicator and pair of periods in the kabupaten asked for
SELECT kabupaten_code, kecamatan_before, area_before, puskesmas_before, baduta_before,
    state_before, kecamatan_now, area_now, puskesmas_now, baduta_now, state_now, weak, children
FROM transition
WHERE indicator = $indicator AND period = $period AND compared = $compared AND source = $source
    AND kabupaten_code IN (SELECT unnest(CAST($kabupaten AS VARCHAR[])))
