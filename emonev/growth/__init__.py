"""Floor 2. WHO Child Growth Standards: tables, the z-score statement and its slow twin."""
