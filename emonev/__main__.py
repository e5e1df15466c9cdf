"""``python -m emonev …``: the command line."""

from __future__ import annotations

import sys

from emonev.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
