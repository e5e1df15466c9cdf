-- grain: one row per explained difference of a showing, newest first
SELECT r.area_code, f.area, r.indicator, r.old_numerator, r.old_denominator, r.new_numerator,
    r.new_denominator, r.why, r.who, r.noted_at
FROM revision AS r
JOIN released_figure AS f
    ON f.token = r.token AND f.area_code = r.area_code AND f.indicator = r.indicator
WHERE r.token = $token
ORDER BY r.noted_at DESC, r.revision_id DESC
