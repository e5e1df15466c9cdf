"""The user's own workbook back, with every problem coloured, commented and summed up."""
