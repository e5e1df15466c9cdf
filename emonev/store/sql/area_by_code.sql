-- grain: one row: the area
SELECT code, name, level, parent_code FROM area WHERE code = $code
