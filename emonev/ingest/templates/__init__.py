"""Workbooks that people fill in: what goes out here comes in again without a question."""
