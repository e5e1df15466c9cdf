-- grain: one explained difference
INSERT INTO revision
    (token, area_code, indicator, old_numerator, old_denominator, new_numerator, new_denominator,
     why, who, noted_at)
VALUES
    ($token, $area_code, $indicator, $old_numerator, $old_denominator, $new_numerator,
     $new_denominator, $why, $who, $now)
