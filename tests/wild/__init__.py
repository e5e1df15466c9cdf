"""Wild files: thousands of mutated workbooks, none of them a shipped sample."""
