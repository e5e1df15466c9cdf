"""Boundaries of any kabupaten from a file: read, matched to areas, made a clean coverage.

GeoJSON, TopoJSON, GeoPackage or a zipped Shapefile in any coordinate system becomes one shape per
area in EPSG:4326. Neighbours are simplified together, so that they go on sharing their edges.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest.area_match import AreaIndex
from emonev.ingest.boundary_file import layer_file
from emonev.ingest.boundary_match import FeatureMatch, match_features

TOLERANCE_M = {Level.KABUPATEN: 200.0, Level.KECAMATAN: 100.0, Level.DESA: 50.0}
"""About the square root of the smallest triangle kept (Visvalingam): invisible on a screen."""

SNAP_M = 1.0
"""Edges of neighbours that lie closer than this are the same edge drawn twice."""
GAP_M = 10.0
"""A gap narrower than this between neighbours is a drawing error and is closed."""
MAX_FEATURES = 20_000
DECIMALS = (5, 6, 7)
"""5 decimals are about 1 m; more only where rounding would break a shape."""

INDONESIA = (94.0, -12.0, 142.0, 7.0)
"""Longitude and latitude of the country, generously."""


@dataclass(frozen=True, slots=True)
class BoundaryIssue:
    """Something about the file worth knowing; ``number`` is the feature's, 1-based, or None."""

    code: str
    found: str
    expected: str
    next_step: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BoundaryFeature:
    """The shape of one area, ready for storing.

    ``geometry`` is a GeoJSON (Multi)Polygon as text, EPSG:4326; the label point lies inside it.
    """

    code: str
    level: Level
    geometry: str
    label_lon: float
    label_lat: float


@dataclass(frozen=True, slots=True)
class UnmatchedFeature:
    """A shape of the file that belongs to no known area (or to one of several candidates)."""

    number: int
    text: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundaryResult:
    """What a boundary file holds for the areas that are known.

    ``areas_without_shape`` are the areas of the same level and kabupaten that the file lacks.
    """

    level: Level | None
    features: tuple[BoundaryFeature, ...]
    unmatched_features: tuple[UnmatchedFeature, ...]
    areas_without_shape: tuple[Area, ...]
    issues: tuple[BoundaryIssue, ...]


def read_boundaries(
    path: Path,
    areas: Iterable[Area] | AreaIndex,
    level: Level | None = None,
    *,
    tolerance_m: float | None = None,
) -> BoundaryResult:
    """The shapes of ``path`` matched to ``areas``, as a simplified valid coverage.

    ``level`` None: the level (kabupaten, kecamatan, desa) at which most areas are found.
    ``tolerance_m`` None: ``TOLERANCE_M`` of the level. Raises Refused when the file cannot be read
    (missing, too large, damaged, of another kind, in an unknown coordinate system).
    """
    index = areas if isinstance(areas, AreaIndex) else AreaIndex(areas)
    issues: list[BoundaryIssue] = []
    table = _polygons(_in_degrees(_read_layer(path), issues), issues)
    properties = table.drop(columns=table.geometry.name).to_dict("records")
    found_level, matches = match_features(properties, index, level)
    issues += _disagreements(matches, index)
    shapes = _one_shape_per_area(table.geometry.to_numpy(), matches)
    features: tuple[BoundaryFeature, ...] = ()
    if shapes and found_level is not None:
        tolerance = TOLERANCE_M[found_level] if tolerance_m is None else tolerance_m
        features = _features(shapes, found_level, tolerance, issues)
    return BoundaryResult(
        level=found_level,
        features=features,
        unmatched_features=_unmatched(matches, table.index.to_list()),
        areas_without_shape=_without_shape(index, found_level, set(shapes)),
        issues=tuple(issues),
    )


# -- reading -------------------------------------------------------------------------------


def _read_layer(path: Path) -> Any:
    """The file's layer as a GeoDataFrame with a 0-based index. No network is ever used."""
    import pyogrio
    from pyproj import network

    network.set_network_enabled(active=False)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder:
        layer = layer_file(path, Path(folder))
        try:
            table = pyogrio.read_dataframe(layer, max_features=MAX_FEATURES + 1)
        except Exception as error:
            # GDAL's readers raise many kinds for a damaged file; each means the same to the user.
            raise Refused(
                "berkas_rusak",
                f"Berkas batas {path.name} tidak dapat dibaca: {error}.",
                hint="Buka dan simpan ulang di QGIS, lalu coba lagi.",
            ) from error
    if "geometry" not in table or not len(table):
        raise Refused(
            "bukan_tabel",
            f"Berkas {path.name} tidak berisi satu pun bentuk wilayah.",
            hint="Pilih lapisan poligon batas kecamatan atau desa.",
        )
    if layer.suffix == ".topojson" and table.crs is None:
        table = table.set_crs(4326)  # degrees by the format's own convention
    if len(table) > MAX_FEATURES:
        raise Refused(
            "terlalu_besar",
            f"Berkas {path.name} berisi lebih dari {MAX_FEATURES:,} bentuk.".replace(",", "."),
            hint="Potong dahulu per kabupaten.",
        )
    return table


def _in_degrees(table: Any, issues: list[BoundaryIssue]) -> Any:
    """The layer in EPSG:4326, checked to lie on the globe."""
    import numpy

    bounds = table.total_bounds
    on_globe = bool(numpy.isfinite(bounds).all()) and _is_within(bounds, (-180, -90, 180, 90))
    if table.crs is None or (table.crs.is_geographic and not on_globe):
        if not on_globe:
            raise Refused(
                "sistem_koordinat",
                "Sistem koordinat berkas tidak diketahui"
                f" (nilai koordinat sampai {bounds[2]:.0f}).",
                hint="Sertakan berkas .prj, atau simpan ulang di QGIS sebagai EPSG:4326.",
            )
        issues.append(
            BoundaryIssue(
                "tanpa_sistem_koordinat",
                "tidak ada keterangan sistem koordinat",
                "EPSG:4326 atau berkas .prj",
                "Dibaca sebagai derajat bujur dan lintang (EPSG:4326); periksa letaknya di peta.",
            )
        )
        table = table.set_crs(4326)
    if table.crs.is_geocentric:
        raise Refused(
            "sistem_koordinat",
            f"Sistem koordinat {table.crs.name} bukan sistem peta.",
            hint="Simpan ulang di QGIS sebagai EPSG:4326.",
        )
    table = table.to_crs(4326)
    bounds = table.total_bounds
    if not numpy.isfinite(bounds).all():
        raise Refused(
            "sistem_koordinat",
            "Koordinat berkas tidak dapat diubah ke EPSG:4326.",
            hint="Simpan ulang di QGIS sebagai EPSG:4326.",
        )
    if not _is_within(bounds, INDONESIA):
        shown = "; ".join(f"{value:.2f}" for value in bounds)
        issues.append(
            BoundaryIssue(
                "di_luar_indonesia",
                f"bujur dan lintang {shown}",
                "bujur 94 sampai 142, lintang -12 sampai 7",
                "Periksa sistem koordinat dan urutan bujur-lintang.",
            )
        )
    return table


def _is_within(bounds: Sequence[float], outer: Sequence[float]) -> bool:
    return bool(
        bounds[0] >= outer[0]
        and bounds[1] >= outer[1]
        and bounds[2] <= outer[2]
        and bounds[3] <= outer[3]
    )


def _polygons(table: Any, issues: list[BoundaryIssue]) -> Any:
    """Only the polygons, valid and flat; what is not one is reported."""
    import shapely

    shapes = [_polygonal(shape) for shape in shapely.force_2d(table.geometry.to_numpy())]
    for number, shape in enumerate(shapes, start=1):
        if shape is None:
            issues.append(
                BoundaryIssue(
                    "bukan_poligon",
                    "bentuk kosong, titik, atau garis",
                    "poligon",
                    "Bentuk ini dilewati; periksa lapisannya.",
                    number,
                )
            )
    kept = [shape is not None for shape in shapes]
    table = table.set_geometry(table.geometry.set_axis(table.index))
    table = table[kept].copy()
    table[table.geometry.name] = [shape for shape in shapes if shape is not None]
    return table


def _polygonal(shape: Any) -> Any:
    """The polygons of a shape, made valid; None when there are none."""
    import shapely

    if shape is None or shape.is_empty:
        return None
    valid = shape if shape.is_valid else shapely.make_valid(shape)
    parts = [p for p in shapely.get_parts(valid, return_index=False) if p.area > 0]
    nested = [q for p in parts for q in (shapely.get_parts(p) if "Multi" in p.geom_type else [p])]
    polygons = [p for p in nested if p.geom_type == "Polygon"]
    return shapely.union_all(polygons) if polygons else None


# -- matching ------------------------------------------------------------------------------


def _disagreements(matches: Sequence[FeatureMatch], index: AreaIndex) -> list[BoundaryIssue]:
    """Features whose code is one area and whose name is another: the code was taken."""
    return [
        BoundaryIssue(
            "kode_dan_nama_berbeda",
            f"kode {match.code}, nama {match.text}",
            f"{match.code} {index.areas[match.code].name}",
            "Kode yang dipakai; periksa apakah kolom kode berisi kode Kemendagri.",
            number,
        )
        for number, match in enumerate(matches, start=1)
        if match.code is not None and match.name_differs
    ]


def _one_shape_per_area(shapes: Sequence[Any], matches: Sequence[FeatureMatch]) -> dict[str, Any]:
    """Area code → its shape; several features of one area (islands) are merged."""
    import shapely

    parts: dict[str, list[Any]] = defaultdict(list)
    for shape, match in zip(shapes, matches, strict=True):
        if match.code is not None:
            parts[match.code].append(shape)
    return {
        code: own[0] if len(own) == 1 else shapely.union_all(own)
        for code, own in sorted(parts.items())
    }


def _unmatched(
    matches: Sequence[FeatureMatch], positions: Sequence[int]
) -> tuple[UnmatchedFeature, ...]:
    return tuple(
        UnmatchedFeature(position + 1, match.text, match.candidates)
        for position, match in zip(positions, matches, strict=True)
        if match.code is None
    )


def _without_shape(index: AreaIndex, level: Level | None, found: set[str]) -> tuple[Area, ...]:
    """Areas of the level in the kabupaten that the file covers, without a shape."""
    if level is None or level is Level.KABUPATEN:
        return ()
    covered = {".".join(code.split(".")[:2]) for code in found}
    return tuple(
        area
        for area in index.at(level)
        if ".".join(area.code.split(".")[:2]) in covered
        and area.code not in found
        and area.valid_to is None
    )


# -- shapes --------------------------------------------------------------------------------


def _features(
    shapes: dict[str, Any], level: Level, tolerance_m: float, issues: list[BoundaryIssue]
) -> tuple[BoundaryFeature, ...]:
    """The shapes simplified together in metres and given back in degrees, rounded."""
    import geopandas
    import shapely

    series = geopandas.GeoSeries(list(shapes.values()), crs=4326)
    west, south, east, north = series.total_bounds
    metres = f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +units=m"
    flat = _as_coverage(series.to_crs(metres).to_numpy(), issues)
    simple = shapely.coverage_simplify(flat, tolerance_m)
    degrees = geopandas.GeoSeries(simple, crs=metres).to_crs(4326).to_numpy()
    rounded = _rounded(degrees)
    return tuple(_feature(code, level, shape) for code, shape in zip(shapes, rounded, strict=True))


def _as_coverage(shapes: Any, issues: list[BoundaryIssue]) -> Any:
    """Shapes (metres) that share their edges; overlaps and slivers are cleaned and reported."""
    import shapely

    if shapely.coverage_is_valid(shapes, gap_width=GAP_M):
        return shapes
    cleaned = shapely.coverage_clean(shapes, snapping_distance=SNAP_M, gap_width=GAP_M)
    moved = sum(
        shapely.area(shapely.symmetric_difference(old, new))
        for old, new in zip(shapes, cleaned, strict=True)
    )
    issues.append(
        BoundaryIssue(
            "batas_tumpang_tindih",
            f"batas tetangga tidak berimpit (bergeser seluruhnya {moved / 10_000:.1f} ha)",
            "wilayah bersebelahan memakai garis batas yang sama",
            "Dirapikan otomatis; untuk batas resmi minta berkas yang sudah bersih.",
        )
    )
    emptied = [i for i, shape in enumerate(cleaned) if shape is None or shape.is_empty]
    for i in emptied:
        cleaned[i] = shapes[i]
    return cleaned


def _rounded(shapes: Any) -> Any:
    """Coordinates with as few decimals as leave every shape valid and the coverage closed."""
    import numpy
    import shapely

    was_coverage = bool(shapely.coverage_is_valid(shapes))
    for decimals in DECIMALS:
        result = shapely.transform(shapes, lambda c, d=decimals: numpy.round(c, d))
        is_coverage = bool(shapely.coverage_is_valid(result)) or not was_coverage
        if shapely.is_valid(result).all() and is_coverage:
            return result
    return shapes


def _feature(code: str, level: Level, shape: Any) -> BoundaryFeature:
    import shapely

    largest = max(shapely.get_parts(shape), key=lambda part: float(part.area))
    label = shapely.point_on_surface(largest)
    return BoundaryFeature(
        code=code,
        level=level,
        geometry=json.dumps(json.loads(shapely.to_geojson(shape)), separators=(",", ":")),
        label_lon=round(float(label.x), 5),
        label_lat=round(float(label.y), 5),
    )
