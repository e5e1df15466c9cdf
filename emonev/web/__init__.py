"""Floor 6. Routes beside the dashboard (Starlette)."""
