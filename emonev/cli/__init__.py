"""Floor 6. The command line."""
