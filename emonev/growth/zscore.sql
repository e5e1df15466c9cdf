-- Grain: one row per row of the relation (same rows, none dropped): WHO z-scores and flags.
WITH cleaned AS (
    -- A measure that is not positive, and a negative age, is missing.
    -- NaN is greater than every number here, so the upper bound removes it.
    SELECT
        {keep_in}
        sex,
        CASE WHEN age_days >= 0 AND age_days < {largest} THEN CAST(age_days AS DOUBLE) END AS age_days,
        CASE WHEN measure IN ('l', 'h') THEN measure END AS measure,
        CASE WHEN lenhei_cm > 0 AND lenhei_cm < {largest} THEN CAST(lenhei_cm AS DOUBLE) END AS lenhei_cm,
        -- Oedema: weight says nothing, so no z that uses it.
        CASE WHEN weight_kg > 0 AND weight_kg < {largest} AND NOT coalesce(oedema, FALSE)
            THEN CAST(weight_kg AS DOUBLE) END AS weight_kg,
        CASE WHEN muac_cm > 0 AND muac_cm < {largest} THEN CAST(muac_cm AS DOUBLE) END AS muac_cm,
        CASE WHEN headc_cm > 0 AND headc_cm < {largest} THEN CAST(headc_cm AS DOUBLE) END AS headc_cm
    FROM {relation}
),
aged AS (
    SELECT
        *,
        floor(age_days + 0.5) AS day,
        CASE WHEN {standing_not_believed} THEN NULL ELSE measure END AS position
    FROM cleaned
),
placed AS (
    -- Length below 24 months, height from then on.
    SELECT
        *,
        CASE WHEN {within_age_limit} THEN day END AS table_day,
        CASE
            WHEN day < {height_from_day} AND position = 'h' THEN lenhei_cm + {shift_cm}
            WHEN day >= {height_from_day} AND position = 'l' AND lenhei_cm > {shift_cm}
                THEN lenhei_cm - {shift_cm}
            WHEN day >= {height_from_day} AND position = 'l' THEN NULL
            ELSE lenhei_cm
        END AS clen
    FROM aged
),
keyed AS (
    SELECT
        *,
        -- 103.1 - 0.7 is 102.39999999999999: without the rounding it would lose a tenth.
        round(clen * 10000000) / 1000000 AS tenths,
        weight_kg / nullif((clen / 100) * (clen / 100), 0) AS bmi,
        CASE
            WHEN age_days IS NOT NULL AND table_day IS NULL THEN NULL
            WHEN day < {height_from_day} THEN 'l'
            WHEN day >= {height_from_day} THEN 'h'
            WHEN position IS NOT NULL THEN position
            WHEN clen < {height_table_from_cm} THEN 'l'
            ELSE 'h'
        END AS length_table
    FROM placed
),
looked_up AS (
    -- The length row is interpolated linearly between two tenths; 110.0 and 120.0 cm are the
    -- last rows, so above them there is none.
    SELECT
        {keep}
        k.clen, k.lenhei_cm, k.weight_kg, k.muac_cm, k.headc_cm,
        CASE WHEN k.bmi > 0 AND k.bmi < {largest} THEN k.bmi END AS bmi,
        a.lfa_m, a.lfa_s, a.hcfa_m, a.hcfa_s,
        a.wfa_l, a.wfa_m, a.wfa_s,
        a.bmifa_l, a.bmifa_m, a.bmifa_s,
        a.acfa_l, a.acfa_m, a.acfa_s,
        w.l + (k.tenths - w.tenth_cm) * w.l_step AS wfl_l,
        w.m + (k.tenths - w.tenth_cm) * w.m_step AS wfl_m,
        w.s + (k.tenths - w.tenth_cm) * w.s_step AS wfl_s
    FROM keyed AS k
    LEFT JOIN {age_table} AS a
        ON a.row_key = CAST(k.table_day AS INTEGER)
            + CASE k.sex WHEN 'm' THEN {key_m} WHEN 'f' THEN {key_f} END
    LEFT JOIN {length_table} AS w
        ON w.row_key = CASE WHEN k.tenths >= 0 AND k.tenths <= CASE k.length_table
                WHEN 'l' THEN {last_tenth_l} WHEN 'h' THEN {last_tenth_h} END
            THEN CAST(floor(k.tenths) AS INTEGER) END
            + CASE k.sex WHEN 'm' THEN {key_m} WHEN 'f' THEN {key_f} END
            + CASE k.length_table WHEN 'l' THEN {key_l} WHEN 'h' THEN {key_h} END
),
scored AS (
    -- z = ((y / M) ^ L - 1) / (S * L); length and head circumference have L = 1.
    SELECT
        {keep}
        clen,
        (clen / lfa_m - 1) / lfa_s AS zlen,
        (headc_cm / hcfa_m - 1) / hcfa_s AS zhc,
        weight_kg, wfa_l, wfa_m, wfa_s,
        (power(weight_kg / wfa_m, wfa_l) - 1) / (wfa_s * wfa_l) AS zwei,
        wfl_l, wfl_m, wfl_s,
        (power(weight_kg / wfl_m, wfl_l) - 1) / (wfl_s * wfl_l) AS zwfl,
        bmi, bmifa_l, bmifa_m, bmifa_s,
        (power(bmi / bmifa_m, bmifa_l) - 1) / (bmifa_s * bmifa_l) AS zbmi,
        muac_cm, acfa_l, acfa_m, acfa_s,
        (power(muac_cm / acfa_m, acfa_l) - 1) / (acfa_s * acfa_l) AS zac
    FROM looked_up
),
rounded AS (
    -- Beyond 3 SD on the unrounded z: restricted z. Rounded to 2 decimals.
    SELECT
        {keep}
        clen,
        round(zlen * 100) / 100 + 0 AS zlen,
        round({zwei_restricted} * 100) / 100 + 0 AS zwei,
        round({zwfl_restricted} * 100) / 100 + 0 AS zwfl,
        round({zbmi_restricted} * 100) / 100 + 0 AS zbmi,
        round({zac_restricted} * 100) / 100 + 0 AS zac,
        round(zhc * 100) / 100 + 0 AS zhc
    FROM scored
)
SELECT
    {keep_out}
    clen, zlen, zwei, zwfl, zbmi, zac, zhc,
    {flags}
FROM rounded
