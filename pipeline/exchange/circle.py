"""Circles on the globe as rings of longitude and latitude, cut where a flat map ends."""

from __future__ import annotations

from pipeline.places.model import EARTH_KM, KM_PER_DEGREE, destination

Ring = list[tuple[float, float]]
CORNERS = 48
PLACES = 5  # after the point: a metre
_QUARTER = EARTH_KM * 1.5


def rings(latitude: float, longitude: float, radius_km: float) -> list[Ring]:
    """The circle around a point as closed rings, counterclockwise; two where it crosses the 180th meridian."""
    radius = min(radius_km, _QUARTER)
    reach = radius / KM_PER_DEGREE
    if abs(latitude) + reach >= 90:  # a pole lies inside: everything beyond a parallel
        near = latitude - reach if latitude > 0 else latitude + reach
        low, high = sorted((max(-90.0, min(90.0, near)), 90.0 if latitude > 0 else -90.0))
        return [[(-180.0, low), (180.0, low), (180.0, high), (-180.0, high), (-180.0, low)]]
    ring = []
    for corner in range(CORNERS):
        lat, lon = destination(latitude, longitude, -360 * corner / CORNERS, radius)
        ring.append((longitude + (lon - longitude + 540) % 360 - 180, lat))
    pieces = [(_cut(ring, -180, 180), 0), (_cut(ring, 180, 540), -360), (_cut(ring, -540, -180), 360)]
    return [[(round(x + by, PLACES), round(y, PLACES)) for x, y in [*piece, piece[0]]] for piece, by in pieces if piece]


def _cut(ring: Ring, west: float, east: float) -> Ring:
    """The part of a ring between two meridians, by Sutherland and Hodgman; empty where there is none to speak of."""
    for edge, sign in ((west, 1), (east, -1)):
        kept: Ring = []
        for (x0, y0), (x1, y1) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            inside0, inside1 = sign * (x0 - edge) >= 0, sign * (x1 - edge) >= 0
            if inside0 != inside1:
                kept.append((float(edge), y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
            if inside1:
                kept.append((x1, y1))
        ring = kept
    return ring if len({(round(x, PLACES), round(y, PLACES)) for x, y in ring}) > 2 else []
