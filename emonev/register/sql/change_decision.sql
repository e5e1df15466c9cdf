-- grain: one decision, everything that was typed in
UPDATE decision SET
    what = $what,
    unit_kind = $unit_kind,
    unit = $unit,
    unit_code = $unit_code,
    responsible = $responsible,
    indicator = $indicator,
    lokus = $lokus,
    target_children = $target_children,
    due_on = $due_on,
    base_period = $base_period,
    base_numerator = $base_numerator,
    base_denominator = $base_denominator
WHERE decision_id = $decision_id
