"""Floor 3. A chart is a small neutral description; plotly draws it on the screen."""
