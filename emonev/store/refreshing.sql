-- Temporary tables of a refresh of cube, reporting and transitions (emonev/store/cube.py).

-- grain: one row per touched period and month in it
CREATE OR REPLACE TEMP TABLE touched_month (
    rule VARCHAR, period VARCHAR, month DATE, monthly BOOLEAN
);

-- grain: one row per period of a pair and month in it
CREATE OR REPLACE TEMP TABLE state_month (
    rule VARCHAR, period VARCHAR, month DATE, monthly BOOLEAN
);

-- grain: one row per pair of periods to compare (cube keys)
CREATE OR REPLACE TEMP TABLE period_pair (rule VARCHAR, period VARCHAR, compared VARCHAR);
