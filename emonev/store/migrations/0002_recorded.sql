-- Children "terdata dalam 12 bulan terakhir": the denominator of cakupan where no sasaran is known.

-- grain: area x puskesmas x age x span of months; a child recorded in month r is known from r until
-- 12 months later, its next record or the month in which it turns 24 (60) months. The children
-- known in month m are the sum over first_month <= m < end_month.
CREATE TABLE recorded (
    source VARCHAR NOT NULL,
    kabupaten_code VARCHAR NOT NULL,
    kecamatan_code VARCHAR,
    area_code VARCHAR NOT NULL,
    puskesmas VARCHAR,
    baduta BOOLEAN NOT NULL,
    first_month INTEGER NOT NULL,  -- 12 * year + month - 1
    end_month INTEGER NOT NULL,
    children BIGINT NOT NULL
);
