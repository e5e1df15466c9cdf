"""Floor 1. Pure values: no file, no clock, no table, no screen."""
