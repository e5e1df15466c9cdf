"""Floor 2. The indicator registry: definitions as data, and the SQL they turn into."""
