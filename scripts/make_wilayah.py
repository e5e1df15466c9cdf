"""Writes ``data/wilayah/`` (area codes, aliases, splits, boundaries) from public figures.

Run when the figures change: ``python scripts/make_wilayah.py FOLDER [--out data/wilayah]``, where
FOLDER holds the tabulated codes and the generalised boundaries (see ``data/wilayah/README.md`` for
their sources and licences). The product reads only what this script wrote.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

PROVINCE = ("73", "Sulawesi Selatan")
REGENCIES = {"73.04": "jeneponto", "73.22": "luwu_utara"}
"""The regencies that ship complete (desa and boundaries) and the stem of their figure files."""

AREA_COLUMNS = (
    "code",
    "name",
    "level",
    "parent_code",
    "kind",
    "bps_code",
    "valid_from",
    "valid_to",
)
ALIAS_COLUMNS = ("area_code", "alias", "note")
SPLIT_COLUMNS = ("area_code", "from_code", "note")

COMMON_ABBREVIATIONS = (("73.22", "LUTRA", "singkatan umum"),)

BOUNDARY_SOURCE = "cahyadsn/wilayah_boundaries (MIT), dirapikan dan disederhanakan"

COORDINATE_DECIMALS = 4
"""About 11 m; the shapes are generalised to 150–250 m, so nothing visible is lost."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV with a header, as dictionaries of stripped text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


def area_rows(source: Path) -> list[tuple[str, ...]]:
    """Province, its kabupaten/kota and kecamatan, and the desa of the shipped regencies."""
    rows = [_area(PROVINCE[0], PROVINCE[1], "provinsi", "", "", "")]
    for row in read_rows(source / "sulsel_kabupaten.csv"):
        kind, _, name = row["nama"].partition(" ")
        rows.append(_area(row["kode_kab"], name, "kabupaten", PROVINCE[0], kind.lower(), ""))
    bps_kecamatan = {
        row["kode_kec_kemendagri"]: row["kode_bps_2020"]
        for row in read_rows(source / "kecamatan_bps2020.csv")
    }
    for row in read_rows(source / "sulsel_kecamatan.csv"):
        code = row["kode_kec"]
        bps = bps_kecamatan.get(code, "")
        rows.append(_area(code, row["kecamatan"], "kecamatan", row["kode_kab"], "", bps))
    bps_desa = {row["kode_desa_kemendagri"]: row["bps_desa_2020"] for row in crosswalk(source)}
    for row in read_rows(source / "desa_kelurahan.csv"):
        code = row["kode_desa"]
        bps = bps_desa.get(code, "")
        rows.append(_area(code, row["nama"], "desa", row["kode_kec"], row["jenis"], bps))
    return sorted(rows, key=lambda row: (row[0].count("."), row[0]))


def _area(code: str, name: str, level: str, parent: str, kind: str, bps: str) -> tuple[str, ...]:
    """One row of areas.csv. The figures give no day of founding, so the dates stay empty."""
    return (code, name, level, parent, kind, bps, "", "")


def crosswalk(source: Path) -> list[dict[str, str]]:
    """The pairs Kemendagri–BPS 2020 that name a desa on both sides."""
    rows = read_rows(source / "crosswalk_kemendagri_bps2020_desa.csv")
    return [row for row in rows if row["kode_desa_kemendagri"] and row["bps_desa_2020"]]


def alias_rows(source: Path) -> list[tuple[str, ...]]:
    """Other spellings: of kecamatan as listed, of desa where BPS 2020 writes another name."""
    rows = list(COMMON_ABBREVIATIONS)
    for row in read_rows(source / "kecamatan_aliases.csv"):
        rows.append((row["kode_kec"], row["alias"], row["keterangan"]))
    for row in crosswalk(source):
        if row["match"] == "fuzzy":
            rows.append((row["kode_desa_kemendagri"], row["nama_desa_bps2020"], "nama BPS 2020"))
    return sorted(rows)


def split_rows(source: Path) -> list[tuple[str, ...]]:
    """Kecamatan that were split off (pemekaran), with the kecamatan they came from."""
    return [
        (row["kode_kec"], row["kode_kec_induk"], row["keterangan"])
        for row in read_rows(source / "kecamatan_pemekaran.csv")
    ]


def boundary_collection(path: Path, level: str, names: dict[str, str]) -> dict[str, Any]:
    """A FeatureCollection (EPSG:4326) with our properties, checked to be a valid coverage."""
    import shapely

    code_field = "kode_kec" if level == "kecamatan" else "kode_desa"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    codes = [feature["properties"][code_field] for feature in features]
    shapes = [
        shapely.set_precision(shapely.from_geojson(json.dumps(feature["geometry"])), 0)
        for feature in features
    ]
    if len(set(codes)) != len(codes) or not set(codes) <= set(names):
        raise ValueError(f"{path.name}: codes are repeated or not in the area list")
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise ValueError(f"{path.name}: not a valid coverage")
    ordered = sorted(zip(codes, shapes, strict=True), key=lambda pair: pair[0])
    return {
        "type": "FeatureCollection",
        "source": BOUNDARY_SOURCE,
        "features": [_feature(code, names[code], level, shape) for code, shape in ordered],
    }


def _feature(code: str, name: str, level: str, shape: Any) -> dict[str, Any]:
    import shapely

    label = shapely.point_on_surface(shape)
    return {
        "type": "Feature",
        "properties": {
            "code": code,
            "name": name,
            "level": level,
            "parent_code": code.rpartition(".")[0],
            "label_lon": round(label.x, COORDINATE_DECIMALS),
            "label_lat": round(label.y, COORDINATE_DECIMALS),
        },
        "geometry": _rounded(json.loads(shapely.to_geojson(shape))),
    }


def _rounded(value: Any) -> Any:
    """The same GeoJSON geometry with coordinates of ``COORDINATE_DECIMALS`` decimals."""
    if isinstance(value, float):
        return round(value, COORDINATE_DECIMALS)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A UTF-8 CSV with Unix line ends (the same bytes on every system)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_all(source: Path, out: Path) -> None:
    """Every file of ``data/wilayah/`` except its README.md."""
    out.mkdir(parents=True, exist_ok=True)
    areas = area_rows(source)
    write_csv(out / "areas.csv", AREA_COLUMNS, areas)
    write_csv(out / "aliases.csv", ALIAS_COLUMNS, alias_rows(source))
    write_csv(out / "splits.csv", SPLIT_COLUMNS, split_rows(source))
    names = {row[0]: row[1] for row in areas}
    for kabupaten, stem in REGENCIES.items():
        for level in ("kecamatan", "desa"):
            collection = boundary_collection(source / f"{stem}_{level}.geojson", level, names)
            text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
            (out / f"{kabupaten}_{level}.geojson").write_text(
                text + "\n", encoding="utf-8", newline="\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    default_out = Path(__file__).parents[1] / "data" / "wilayah"
    parser.add_argument("--out", type=Path, default=default_out)
    arguments = parser.parse_args()
    write_all(arguments.source, arguments.out)


if __name__ == "__main__":
    main()
