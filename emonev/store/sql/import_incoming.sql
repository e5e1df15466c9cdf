-- grain: one row per accepted row of the file, with its fate against what is stored
-- A column the sheet does not have keeps what is stored; a finer area of the same place too.
INSERT INTO incoming BY NAME
WITH accepted AS (
    SELECT s.*, pc.child_id, p.kabupaten_code, p.kecamatan_code, p.area_code, p.puskesmas_name,
           row_number() OVER (
               PARTITION BY pc.child_id, s.measured_on ORDER BY s.position DESC
           ) > 1 AS is_duplicate
    FROM staged AS s
    JOIN place AS p
        ON s.kabupaten IS NOT DISTINCT FROM p.kabupaten
        AND s.kecamatan IS NOT DISTINCT FROM p.kecamatan
        AND s.puskesmas IS NOT DISTINCT FROM p.puskesmas
        AND s.desa IS NOT DISTINCT FROM p.desa
    JOIN person_child AS pc ON s.person = pc.person
    WHERE s.fate IS NULL AND p.area_code IS NOT NULL
),
merged AS (
    SELECT a.position, a.is_duplicate, a.child_id, a.measured_on,
        a.kabupaten_code,
        CASE WHEN starts_with(old.area_code, a.area_code || '.')
             THEN old.kecamatan_code ELSE a.kecamatan_code END AS kecamatan_code,
        CASE WHEN starts_with(old.area_code, a.area_code || '.')
             THEN old.area_code ELSE a.area_code END AS area_code,
        CASE WHEN f.puskesmas THEN a.puskesmas_name ELSE old.puskesmas END AS puskesmas,
        CASE WHEN f.posyandu THEN a.posyandu ELSE old.posyandu END AS posyandu,
        a.sex, a.birth_date, (a.measured_on - a.birth_date)::INTEGER AS age_days,
        CASE WHEN f.weight_kg THEN a.weight_kg ELSE old.weight_kg END AS weight_kg,
        CASE WHEN f.lenhei_cm THEN a.lenhei_cm ELSE old.lenhei_cm END AS lenhei_cm,
        CASE WHEN f.measure THEN a.measure ELSE old.measure END AS measure,
        CASE WHEN f.muac_cm THEN a.muac_cm ELSE old.muac_cm END AS muac_cm,
        CASE WHEN f.headc_cm THEN a.headc_cm ELSE old.headc_cm END AS headc_cm,
        CASE WHEN f.birth_weight_kg THEN a.birth_weight_kg ELSE old.birth_weight_kg END
            AS birth_weight_kg,
        CASE WHEN f.birth_length_cm THEN a.birth_length_cm ELSE old.birth_length_cm END
            AS birth_length_cm,
        CASE WHEN f.weight_gain THEN a.weight_gain ELSE old.weight_gain END AS weight_gain,
        CASE WHEN f.vitamin_a THEN a.vitamin_a ELSE old.vitamin_a END AS vitamin_a,
        CASE WHEN f.label_waz THEN a.label_waz ELSE old.label_waz END AS label_waz,
        CASE WHEN f.label_haz THEN a.label_haz ELSE old.label_haz END AS label_haz,
        CASE WHEN f.label_whz THEN a.label_whz ELSE old.label_whz END AS label_whz,
        CASE WHEN f.sheet_waz THEN a.sheet_waz ELSE old.sheet_waz END AS sheet_waz,
        CASE WHEN f.sheet_haz THEN a.sheet_haz ELSE old.sheet_haz END AS sheet_haz,
        CASE WHEN f.sheet_whz THEN a.sheet_whz ELSE old.sheet_whz END AS sheet_whz,
        f.cases_only AND coalesce(old.cases_only, true) AS cases_only,
        a.sheet, a.row,
        old.child_id AS old_child_id,
        {'k': old.kabupaten_code, 'c': old.kecamatan_code, 'a': old.area_code,
         'p': old.puskesmas, 'o': old.posyandu, 'w': old.weight_kg, 'l': old.lenhei_cm,
         'm': old.measure, 'u': old.muac_cm, 'h': old.headc_cm, 'bw': old.birth_weight_kg,
         'bl': old.birth_length_cm, 'g': old.weight_gain, 'v': old.vitamin_a,
         'lw': old.label_waz, 'lh': old.label_haz, 'lt': old.label_whz, 'sw': old.sheet_waz,
         'sh': old.sheet_haz, 'st': old.sheet_whz, 'x': old.cases_only} AS stored
    FROM accepted AS a
    JOIN sheet_field AS f ON a.sheet = f.sheet
    LEFT JOIN measurement AS old
        ON a.child_id = old.child_id AND a.measured_on = old.measured_on
)
SELECT * EXCLUDE (is_duplicate, old_child_id, stored),
    CASE
        WHEN is_duplicate THEN 'duplicate'
        WHEN old_child_id IS NULL THEN 'new'
        WHEN stored IS DISTINCT FROM
            {'k': kabupaten_code, 'c': kecamatan_code, 'a': area_code,
             'p': puskesmas, 'o': posyandu, 'w': weight_kg, 'l': lenhei_cm,
             'm': measure, 'u': muac_cm, 'h': headc_cm, 'bw': birth_weight_kg,
             'bl': birth_length_cm, 'g': weight_gain, 'v': vitamin_a,
             'lw': label_waz, 'lh': label_haz, 'lt': label_whz, 'sw': sheet_waz,
             'sh': sheet_haz, 'st': sheet_whz, 'x': cases_only} THEN 'updated'
        ELSE 'unchanged'
    END AS fate
FROM merged
