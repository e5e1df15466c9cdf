-- grain: one new decision, behind the last one of its meeting
INSERT INTO decision
    (
        meeting_id, number, what, unit_kind, unit, unit_code, responsible, indicator, lokus,
        target_children, due_on, base_period, base_numerator, base_denominator, made_at, made_by
    )
VALUES
    (
        $meeting_id,
        (SELECT coalesce(max(number), 0) + 1 FROM decision WHERE meeting_id = $meeting_id),
        $what, $unit_kind, $unit, $unit_code, $responsible, $indicator, $lokus,
        $target_children, $due_on, $base_period, $base_numerator, $base_denominator, $now, $who
    )
