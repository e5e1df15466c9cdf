-- grain: one figure frozen with a showing
INSERT INTO released_figure
    (token, area_code, area, level, indicator, period, source, age, puskesmas, numerator,
     denominator)
VALUES
    ($token, $area_code, $area, $level, $indicator, $period, $source, $age, $puskesmas, $numerator,
     $denominator)
