"""Keys by which places near each other find one another: name, entry of the gazetteer, and cells of a grid."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, floor, radians

from pipeline.merge.compare import NEAR_KM, Spot

_CELL = 0.5  # degrees; a grid in which places near each other share a cell
_KM_A_DEGREE = 111.2
_POLAR = 85.0  # degrees of latitude from which on all longitudes are one cell


def place_keys(spot: Spot | None) -> Iterator[object]:
    """Keys of which two mentions of one place share at least one: name, entry, and the cells around the point."""
    if spot is None:
        yield None
        return
    yield spot.name
    if spot.geonames_id:
        yield spot.geonames_id
    if spot.latitude is None:
        return
    high = NEAR_KM / 2 / _KM_A_DEGREE
    rows = range(floor((spot.latitude - high) / _CELL), floor((spot.latitude + high) / _CELL) + 1)
    edge = abs(spot.latitude) + 2 * high
    if edge > _POLAR:
        yield from ((row, None) for row in rows)
        return
    wide = high / cos(radians(edge))
    columns = range(floor((spot.longitude - wide) / _CELL), floor((spot.longitude + wide) / _CELL) + 1)
    yield from ((row, column % int(360 / _CELL)) for row in rows for column in columns)
