"""Floor 4. Synthetic by-name workbooks, marked DATA CONTOH."""
