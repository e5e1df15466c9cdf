-- grain: one row per child and month: 60,000 children of Luwu Utara seen in twenty months
INSERT INTO measurement BY NAME
WITH desa AS (
    SELECT code, parent_code, row_number() OVER (ORDER BY code) - 1 AS n
    FROM area
    WHERE level = 'desa' AND starts_with(code, '73.22.')
),
born AS (
    SELECT i AS child_id, CASE WHEN i % 2 = 0 THEN 'm' ELSE 'f' END AS sex,
           DATE '2020-06-01' + (i * 7919 % 1400)::INTEGER AS birth_date,
           i * 104729 % (SELECT count(*) FROM desa) AS n,
           ((i * 1299709) % 1000) / 1000.0 AS u
    FROM range(60000) AS t (i)
)
SELECT b.child_id, m.day AS measured_on, '73.22' AS kabupaten_code,
       d.parent_code AS kecamatan_code, d.code AS area_code,
       'Puskesmas ' || d.parent_code AS puskesmas, 'Posyandu ' || (b.child_id % 4) AS posyandu,
       b.sex, b.birth_date, (m.day - b.birth_date)::INTEGER AS age_days,
       10.5 AS weight_kg, 85.0 AS lenhei_cm, 'h' AS measure,
       ['N', 'T', 'O'][1 + (b.child_id + m.k) % 3] AS weight_gain,
       'normal' AS label_haz,
       round(-1.1 + 2.4 * (b.u - 0.5) + 0.02 * (d.n % 15), 2) AS zlen,
       round(-0.9 + 2.2 * (b.u - 0.5), 2) AS zwei, round(-0.3 + 2.6 * (b.u - 0.5), 2) AS zwfl,
       0 AS flen, 0 AS fwei, 0 AS fwfl,
       false AS cases_only, 'e-ppgbm' AS source, '00001-juta' AS batch_id,
       'Lembar' AS sheet, b.child_id AS row
FROM born AS b
JOIN desa AS d ON b.n = d.n
CROSS JOIN (
    SELECT k, (DATE '2024-05-10' + to_months(k::INTEGER))::DATE AS day FROM range(20) AS r (k)
) AS m
WHERE m.day > b.birth_date AND m.day - b.birth_date < 1826
