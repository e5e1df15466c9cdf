"""Floor 4. The demo: by-name workbooks of children who do not exist (``data/contoh/README.md``)."""
