"""Names on a map that never overlap: inside the area where they fit, else beside the map with a
leader line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

STEP = 6
"""Pixels between the places tried; half a line of text."""

NEAREST = 2500
"""Places tried for a label outside its area."""

OVER_LAND, OVER_OWN, ASTRAY = 80.0, 0.0, 80.0
"""What a place costs in pixels of leader line: wholly on a neighbour, on the area itself, and
beside another area's point."""

BESIDE = 3
"""Pixels a leader line keeps from another area's point."""

AT_ONCE = 64
"""Places looked at together."""

GAP = 2
"""Pixels of air around every label."""


@dataclass(frozen=True, slots=True)
class LabelSize:
    """How much paper a label needs, in pixels."""

    code: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A label's box by its centre, pixels from the top left; ``leader`` leads to the anchor."""

    code: str
    x: float
    y: float
    width: float
    height: float
    anchor_x: float
    anchor_y: float
    leader: bool


@dataclass(frozen=True, slots=True)
class Disc:
    """A bubble that labels must not cover."""

    x: float
    y: float
    radius: float


def place(
    shapes: Mapping[str, Any],
    anchors: Mapping[str, tuple[float, float]],
    sizes: Sequence[LabelSize],
    width: float,
    height: float,
    discs: Sequence[Disc] = (),
) -> tuple[Placed, ...]:
    """One box per label inside ``width`` x ``height`` pixels, no two overlapping.

    ``shapes`` are shapely geometries in pixels, ``anchors`` the point each label speaks of. A
    label goes into its own area where its box fits; the others go to the nearest free white
    ground, by straight leader lines that do not cross. A label that fits nowhere is left out
    (a missing name is better than an unreadable pair); the caller can count.
    """
    # A coarse outline suffices to tell white ground from land.
    land = shapely.simplify(shapely.union_all(list(shapes.values())), STEP / 2)
    shapely.prepare(land)
    taken = list(discs)
    placed: dict[str, Placed] = {}
    outside: list[LabelSize] = []
    for size in sorted(sizes, key=lambda s: shapes[s.code].area):
        box = _inside(size, shapes[size.code], anchors[size.code], placed, taken)
        if box is None:
            outside.append(size)
        else:
            placed[size.code] = box
    middle_x = float(np.mean([x for x, _ in anchors.values()]))
    middle_y = float(np.mean([y for _, y in anchors.values()]))
    # Those at the rim first: they have the white ground before them, and the lines of the inner
    # ones then find their way between.
    outside.sort(
        key=lambda s: -_distance(anchors[s.code][0], anchors[s.code][1], middle_x, middle_y)
    )
    lines: list[Any] = []
    for size in outside:
        found = _outside(size, anchors, land, shapes, placed, taken, lines, width, height)
        if found is not None:
            placed[size.code] = found
            lines.append(_line(found))
    return tuple(placed[s.code] for s in sizes if s.code in placed)


def overlaps(first: Placed, second: Placed) -> bool:
    """True when the two boxes share any paper."""
    return (
        abs(first.x - second.x) * 2 < first.width + second.width
        and abs(first.y - second.y) * 2 < first.height + second.height
    )


def _inside(
    size: LabelSize,
    shape: Any,
    anchor: tuple[float, float],
    placed: Mapping[str, Placed],
    discs: Sequence[Disc],
) -> Placed | None:
    xs, ys = _grid(*shape.bounds)
    order = np.argsort((xs - anchor[0]) ** 2 + ((ys - anchor[1]) * 1.5) ** 2, kind="stable")
    xs = np.concatenate(([anchor[0]], xs[order]))
    ys = np.concatenate(([anchor[1]], ys[order]))
    boxes = _boxes(xs, ys, size)
    shapely.prepare(shape)
    free = shapely.contains_properly(shape, boxes)
    free &= _clear(xs, ys, size, placed, discs)
    return _first(free, xs, ys, size, anchor, leader=False)


def _outside(
    size: LabelSize,
    anchors: Mapping[str, tuple[float, float]],
    land: Any,
    shapes: Mapping[str, Any],
    placed: Mapping[str, Placed],
    discs: Sequence[Disc],
    lines: Sequence[Any],
    width: float,
    height: float,
) -> Placed | None:
    anchor = anchors[size.code]
    xs, ys = _grid(
        size.width / 2 + GAP, size.height / 2 + GAP,
        width - size.width / 2 - GAP, height - size.height / 2 - GAP,
    )  # fmt: skip
    free = _clear(xs, ys, size, placed, discs)
    xs, ys = xs[free], ys[free]
    if not len(xs):
        return None
    near = np.argsort((xs - anchor[0]) ** 2 + (ys - anchor[1]) ** 2, kind="stable")[:NEAREST]
    xs, ys = xs[near], ys[near]
    ends_x, ends_y = leader_end(xs, ys, size.width, size.height, *anchor)
    length = np.hypot(ends_x - anchor[0], ends_y - anchor[1])
    own = _covered(xs, ys, size, shapes[size.code])
    other = _covered(xs, ys, size, land) - own
    # White ground is worth a short detour only: a name near its area, with a halo on a neighbour,
    # is read better than one at the far end of a line. Nearer to another's bubble than to its own
    # it would be read as that one's.
    astray = _nearer_to_others(xs, ys, size, anchors)
    cost = length + OVER_LAND * np.clip(other, 0, 1) + OVER_OWN * own + ASTRAY * astray
    order = np.argsort(cost, kind="stable")
    boxes = [_box(label) for label in placed.values()]
    points = [shapely.Point(p) for code, p in anchors.items() if code != size.code]
    best = order[0]
    # The first places nearly always hold the best one: looked at a handful at a time.
    for some in np.array_split(order, range(AT_ONCE, len(order), AT_ONCE)):
        free = ~_crossing(xs[some], ys[some], size, anchor, lines, boxes, points)
        if free.any():
            best = some[int(np.argmax(free))]
            break
    return Placed(
        size.code, float(xs[best]), float(ys[best]), size.width, size.height, *anchor, leader=True
    )


def _nearer_to_others(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    size: LabelSize,
    anchors: Mapping[str, tuple[float, float]],
) -> NDArray[np.float64]:
    """1 where another area's point is nearer to the box than this label's own, else 0."""
    away = {
        code: np.hypot(
            np.maximum(np.abs(xs - x) - size.width / 2, 0),
            np.maximum(np.abs(ys - y) - size.height / 2, 0),
        )
        for code, (x, y) in anchors.items()
    }
    others = [distance for code, distance in away.items() if code != size.code]
    if not others:
        return np.zeros(len(xs))
    return (np.min(others, axis=0) < away[size.code]).astype(np.float64)


def _crossing(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    size: LabelSize,
    anchor: tuple[float, float],
    lines: Sequence[Any],
    boxes: Sequence[Any],
    points: Sequence[Any],
) -> NDArray[np.bool_]:
    """True for the places whose label or line would meet another line, label or anchor."""
    ends_x, ends_y = leader_end(xs, ys, size.width, size.height, *anchor)
    ends = np.stack([np.broadcast_to(anchor[0], xs.shape), np.broadcast_to(anchor[1], ys.shape),
                     ends_x, ends_y], axis=1).reshape(-1, 2, 2)  # fmt: skip
    own_lines = shapely.linestrings(ends)
    half_width, half_height = size.width / 2, size.height / 2
    own_boxes = shapely.box(xs - half_width, ys - half_height, xs + half_width, ys + half_height)
    met = np.zeros(len(xs), dtype=bool)
    for line in lines:
        met |= shapely.intersects(own_lines, line) | shapely.intersects(own_boxes, line)
    for box in boxes:
        met |= shapely.intersects(own_lines, box)
    for point in points:
        met |= shapely.distance(own_lines, point) < BESIDE
    return met


def _covered(
    xs: NDArray[np.float64], ys: NDArray[np.float64], size: LabelSize, shape: Any
) -> NDArray[np.float64]:
    """Share of each box that lies on ``shape``, from nine points of it."""
    shapely.prepare(shape)
    share = np.zeros(len(xs))
    for across in (-0.45, 0.0, 0.45):
        for down in (-0.45, 0.0, 0.45):
            share += shapely.contains_xy(shape, xs + across * size.width, ys + down * size.height)
    return share / 9


def _clear(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    size: LabelSize,
    placed: Mapping[str, Placed],
    discs: Sequence[Disc],
) -> NDArray[np.bool_]:
    free = np.ones(len(xs), dtype=bool)
    for other in placed.values():
        free &= (np.abs(xs - other.x) * 2 >= size.width + other.width + 2 * GAP) | (
            np.abs(ys - other.y) * 2 >= size.height + other.height + 2 * GAP
        )
    for disc in discs:
        across = np.maximum(np.abs(xs - disc.x) - size.width / 2, 0)
        down = np.maximum(np.abs(ys - disc.y) - size.height / 2, 0)
        free &= across**2 + down**2 >= (disc.radius + GAP) ** 2
    return free


def _grid(
    left: float, top: float, right: float, bottom: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    columns = np.arange(left, right + 0.01, STEP, dtype=np.float64)
    rows = np.arange(top, bottom + 0.01, STEP, dtype=np.float64)
    xs, ys = np.meshgrid(columns, rows)
    return xs.ravel(), ys.ravel()


def _boxes(xs: NDArray[np.float64], ys: NDArray[np.float64], size: LabelSize) -> Any:
    half_width, half_height = size.width / 2 + GAP, size.height / 2 + GAP
    return shapely.box(xs - half_width, ys - half_height, xs + half_width, ys + half_height)


def leader_end(x: Any, y: Any, width: float, height: float, to_x: float, to_y: float) -> Any:
    """Where a leader line from (``to_x``, ``to_y``) meets the box centred at (``x``, ``y``)."""
    return (
        np.clip(to_x, x - width / 2, x + width / 2),
        np.clip(to_y, y - height / 2, y + height / 2),
    )


def _line(label: Placed) -> Any:
    end = leader_end(label.x, label.y, label.width, label.height, label.anchor_x, label.anchor_y)
    return shapely.LineString([(label.anchor_x, label.anchor_y), (float(end[0]), float(end[1]))])


def _box(label: Placed) -> Any:
    half_width, half_height = label.width / 2, label.height / 2
    return shapely.box(
        label.x - half_width, label.y - half_height, label.x + half_width, label.y + half_height
    )


def _first(
    free: NDArray[np.bool_],
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    size: LabelSize,
    anchor: tuple[float, float],
    leader: bool,
) -> Placed | None:
    if not free.any():
        return None
    at = int(np.argmax(free))
    return Placed(
        size.code, float(xs[at]), float(ys[at]), size.width, size.height, *anchor, leader=leader
    )


def _distance(x: float, y: float, other_x: float, other_y: float) -> float:
    return float(np.hypot(x - other_x, y - other_y))
