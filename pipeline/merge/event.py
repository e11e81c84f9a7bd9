"""One event of its claims: values of the best, gaps filled from the others, disagreements named.

Claims and the event are rows of the table, since merging takes them from disk and puts them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, starmap
from operator import itemgetter

from msgspec import json

from pipeline.events.toll import kinds as toll_kinds
from pipeline.merge.columns import PUBLISHED
from pipeline.merge.compare import Spot, place_name, spots_fit
from pipeline.merge.rows import PLACE, READ, WHEN, Row, encode
from pipeline.model import PlaceKind

SECOND_DOCUMENT = 0.5  # how much of a further document's confidence counts
DISAGREEMENT = 0.1  # what each field in which claims differ takes away
BEST = ("title", "event_type", "status", "evidence")
USED = (
    "own_event_id", "document", "trigger_start", "trigger_end", "groups", "actors", "confidence", "toll", PUBLISHED,
    *BEST, *WHEN, *PLACE,
)  # fmt: skip
"""The columns of claims that an event is made of."""


def rank(claim: Mapping[str, object]) -> tuple:
    """Best first: confidence, then narrower dates, then the words themselves, never the order of reading."""
    first, last = claim["earliest"], claim["latest"]
    days = (last - first).days + 1 if first and last else 0
    where = (claim["document"], claim["trigger_start"], claim["trigger_end"])
    return (
        -claim["confidence"],
        claim["edtf"] is None or not days,
        days,
        claim["evidence"],
        claim["event_type"],
        *where,
    )


def event_row(claims: Iterable[Mapping[str, object]]) -> Row:
    """The event of some claims; its values are the best claim's, empty ones filled from the next.

    It bears the id that the claim of the report published first founds.
    """
    claims = sorted(claims, key=rank)
    best = claims[0]
    dated = next((c for c in claims if c["edtf"] is not None), best)
    placed = next((c for c in claims if c["latitude"] is not None), best)
    tolls = [json.decode(c["toll"]) if c["toll"] else [] for c in claims]
    differing = _disagreements(claims, tolls)
    return {
        "event_id": min((c[PUBLISHED], c["own_event_id"]) for c in claims)[1],
        **{name: best[name] for name in BEST},
        **{name: dated[name] for name in WHEN},
        **{name: placed[name] for name in PLACE},
        "groups": list(dict.fromkeys(g for c in claims for g in c["groups"])),
        "actors": list(dict.fromkeys(a for c in claims for a in c["actors"])),
        "documents": sorted({c["document"] for c in claims}),
        "claims": len(claims),
        "confidence": _confidence(claims, differing),
        "toll": best["toll"] if len(claims) == len(tolls[0]) == 1 else _toll(tolls),
        "disagreements": differing,
        "origin": READ,
    }


def _toll(tolls: Sequence[list[Row]]) -> str | None:
    """Of each kind that of the best claim that gives one."""
    first: dict[str, Row] = {}
    for toll in chain.from_iterable(tolls):
        first.setdefault(toll["kind"], toll)
    return encode(list(first.values())) if first else None


def _confidence(claims: Sequence[Mapping[str, object]], differing: Sequence[str]) -> float:
    """How sure the event is, 0 to 1: 1 − (1 − c)·Π(1 − c′/2) − 0.1 for each field in which claims differ.

    c is the best claim's confidence, c′ that of the best claim of each further document.
    """
    by_document: dict[str, float] = {}
    for claim in claims:  # the surest come first
        by_document.setdefault(claim["document"], claim["confidence"])
    first, *others = by_document.values()
    doubt = 1 - first
    for other in others:
        doubt *= 1 - SECOND_DOCUMENT * other
    return round(min(1.0, max(0.05, 1 - doubt - DISAGREEMENT * len(differing))), 3)


def _tolls_differ(tolls: Sequence[Row]) -> bool:
    """Whether no number fits all."""
    lowest = max((t["low"] for t in tolls), default=0)
    return any(t["high"] is not None and t["high"] < lowest for t in tolls)


def _types_differ(claims: Sequence[Mapping[str, object]]) -> bool:
    """Whether documents have no type in common: one that calls an event by two names does not contradict itself."""
    types: dict[str, set[str]] = {}
    for claim in claims:
        types.setdefault(claim["document"], set()).add(claim["event_type"])
    return not set.intersection(*types.values())


def _disagreements(claims: Sequence[Mapping[str, object]], tolls: Sequence[list[Row]]) -> list[str]:
    """Names of the fields in which claims contradict each other; a narrower value does not contradict a wider one."""
    if len(claims) == 1 and len(tolls[0]) < 2:
        return []
    dated = [c for c in claims if c["edtf"] is not None]
    first = max([c["earliest"] or date.min for c in dated], default=date.min)
    last = min([c["latest"] or date.max for c in dated], default=date.max)
    places = {_PLACED(c) for c in claims if c["place_text"] is not None}
    groups = {frozenset(c["groups"]) for c in claims if c["groups"]}
    counted = list(chain.from_iterable(tolls))
    fields = {
        "event_type": _types_differ(claims),
        "status": len({c["status"] for c in claims}) > 1,
        "date": first > last,
        "place": len(places) > 1 and any(not spots_fit(a, b) for a, b in combinations(starmap(_place, places), 2)),
        "groups": len(groups) > 1 and any(not a & b for a, b in combinations(groups, 2)),
        "toll": bool(counted)
        and any(_tolls_differ([t for t in counted if t["kind"] == kind]) for kind in toll_kinds()),
    }
    return [name for name, differs in fields.items() if differs]


_PLACED = itemgetter("place", "place_text", "place_kind", "geonames_id", "latitude", "longitude", "radius_km")


def _place(name: str | None, text: str, kind: str | None, number, latitude, longitude, radius: float | None) -> Spot:
    wide = (radius or 0.0) if kind and PlaceKind(kind).is_area else 0.0
    return Spot(place_name(name, text), number, latitude, longitude, wide)
