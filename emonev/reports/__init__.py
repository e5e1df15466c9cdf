"""Floor 4. What leaves the product: workbooks, slides, documents."""
