"""Sheets of counts: recaps, targets, monthly reports, surveys. One file per kind of sheet."""
