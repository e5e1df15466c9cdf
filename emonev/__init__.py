"""E-Monev Stunting: from messy puskesmas workbooks to a defensible picture of stunting.

The package is a house of rooms on floors; imports go downward only (docs/architecture.md).
"""

__version__ = "0.1.0"
