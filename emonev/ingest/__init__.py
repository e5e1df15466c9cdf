"""Floor 3. A file becomes typed rows and issues; areas are matched by name."""
