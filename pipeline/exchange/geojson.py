"""GeoJSON (RFC 7946). A town is a point; an area is the circle that holds it, never a lone dot; what has no place has
no geometry. Days, radius and precision are properties, and where the rows come from is `metadata` of the collection."""

from __future__ import annotations

import json
from typing import BinaryIO

from pipeline.exchange.chosen import Chosen, Row
from pipeline.exchange.circle import rings
from pipeline.exchange.words import encoded, link, said
from pipeline.model import PlaceKind

AREAS = frozenset(kind.value for kind in PlaceKind if kind.is_area)


def write(chosen: Chosen, out: BinaryIO) -> None:
    """A FeatureCollection with one feature an event, in the events' order."""
    metadata = {name.lower(): value for name, value in chosen.provenance.entries}
    out.write(encoded(f'{{"type":"FeatureCollection","metadata":{_json(metadata)},"features":['))
    for number, (row, sources) in enumerate(chosen.told("events")):
        out.write(encoded(f"{',' if number else ''}{_json(_feature(row, sources))}"))
    out.write(b"]}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _feature(row: Row, sources: dict[str, Row]) -> Row:
    properties = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
    properties["when"] = said(row["edtf"])
    if row.get("toll"):
        properties["toll"] = json.loads(row["toll"])
    properties["sources"] = [url for d in row["documents"] or () if (url := link(sources.get(d, {}).get("url")))]
    return {"type": "Feature", "id": row["event_id"], "geometry": geometry(row), "properties": properties}


def geometry(row: Row) -> Row | None:
    """Where an event is on the map: a point, a circle, or None."""
    latitude, longitude, radius = row["latitude"], row["longitude"], row["radius_km"]
    if latitude is None or longitude is None:
        return None
    if row["place_kind"] not in AREAS or not radius:
        return {"type": "Point", "coordinates": [longitude, latitude]}
    found = rings(latitude, longitude, radius)
    if len(found) == 1:
        return {"type": "Polygon", "coordinates": found}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in found]}
