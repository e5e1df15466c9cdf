"""Floor 5. One verb of the product per module; the viewer's scope is the first argument."""
