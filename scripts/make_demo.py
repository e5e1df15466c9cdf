"""Write the demo's workbooks into a folder: ``python scripts/make_demo.py FOLDER``.

The product builds them itself when the demo starts; this is for looking at them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from emonev.demo.build import build_demo


def main() -> None:
    """Read the command line, build, say what was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kabupaten", default="73.22", help="73.22 or 73.04")
    parser.add_argument("--size", default="medium", choices=("small", "medium", "full"))
    parser.add_argument("--share", type=float, help="share of the full set's children, 0-1")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    built = build_demo(
        asked.folder,
        kabupaten=asked.kabupaten,
        size=asked.size,
        seed=asked.seed,
        share=asked.share,
        progress=lambda done, total, name: print(f"{done}/{total} {name}"),
    )
    sasaran = sum(balita for _, year, _, balita in built.sasaran if year == 2025)
    print(f"{len(built.files)} berkas, sasaran 2025: {sasaran} balita")


if __name__ == "__main__":
    main()
