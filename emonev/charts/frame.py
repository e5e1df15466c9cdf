"""Where a degree lies on the paper: one linear frame for shapes, bubbles and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of ``width`` x ``height`` pixels onto the degrees between two corners.

    Pixels count from the top left corner. Degrees of longitude and latitude are equally long
    (plate carrée): at Indonesia's latitudes that is off by less than 2 percent.
    """

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def x(self, lon: float) -> float:
        """Pixel from the left."""
        return (lon - self.west) / (self.east - self.west) * self.width

    def y(self, lat: float) -> float:
        """Pixel from the top."""
        return (self.north - lat) / (self.north - self.south) * self.height

    def lon(self, x: float) -> float:
        """The longitude at a pixel."""
        return self.west + x / self.width * (self.east - self.west)

    def lat(self, y: float) -> float:
        """The latitude at a pixel."""
        return self.north - y / self.height * (self.north - self.south)


def fit(geometries: Iterable[dict[str, Any]], width: float, height: float, margin: float) -> Frame:
    """The frame that shows all ``geometries`` with ``margin`` pixels around them.

    Raises ValueError without any coordinate.
    """
    west, south, east, north = _bounds(geometries)
    span = max(
        (east - west) / max(width - 2 * margin, 1),
        (north - south) / max(height - 2 * margin, 1),
        1e-6,
    )
    middle_lon, middle_lat = (east + west) / 2, (north + south) / 2
    half_width, half_height = span * width / 2, span * height / 2
    return Frame(
        middle_lon - half_width,
        middle_lat - half_height,
        middle_lon + half_width,
        middle_lat + half_height,
        width,
        height,
    )


def shape_ratio(geometries: Iterable[dict[str, Any]]) -> float:
    """Height over width of all ``geometries`` together. Raises ValueError without any."""
    west, south, east, north = _bounds(geometries)
    return (north - south) / max(east - west, 1e-6)


def _bounds(geometries: Iterable[dict[str, Any]]) -> tuple[float, float, float, float]:
    points = [point for geometry in geometries for point in corners(geometry)]
    if not points:
        raise ValueError("no shape to show")
    lons = [lon for lon, _ in points]
    lats = [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def rings(geometry: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """Every ring of a GeoJSON Polygon or MultiPolygon."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield [(float(p[0]), float(p[1])) for p in ring]


def corners(geometry: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Every vertex of a GeoJSON Polygon or MultiPolygon."""
    for ring in rings(geometry):
        yield from ring
