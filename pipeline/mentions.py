"""Mentions as flat records: the lines of `tag`, the rows of the table's `mentions`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from operator import itemgetter

from pipeline.model import Analysis, Candidate, DateMention, EventMention, GroupMention, PlaceMention

COMMON = ("document", "kind", "start", "end", "text", "rule")
KIND = COMMON.index("kind")
BY_KIND = {
    "date": ("timex_type", "value", "mod", "earliest", "latest", "edtf", "precision", "anchor"),
    "place": ("latitude", "longitude", "radius_km", "place_kind", "geonames_id", "country_code"),
    "group": ("group_id",),
    "event": ("event_type", "status"),
}

Record = dict[str, str | int | float | list | date | None]
FOR_REVIEW = ("place", "place_confidence", "place_reason", "place_candidates")  # of places
DAYS = ("earliest", "latest")
SLIGHT = 0.01  # share below which a runner-up is not worth a look


def records(analysis: Analysis, *, reviewed: bool = False) -> list[Record]:
    """Every mention of a document as a record with the keys of its kind, in the order of the text.

    Days are ISO 8601 strings; a value that stays open is None. With `reviewed` come the keys that a reviewer asks for:
    `place_candidates` are the places that a name may mean, likeliest first, with the `share` of each; empty where there
    is but one.
    """
    found = [dict(zip(keys(v[KIND], reviewed=reviewed), v, strict=True)) for v in values(analysis, reviewed=reviewed)]
    for record in found:
        record.update((key, record[key].isoformat()) for key in DAYS if record.get(key))
    return found


def keys(kind: str, *, reviewed: bool = False) -> tuple[str, ...]:
    """The keys of a mention of that kind."""
    return (*COMMON, *BY_KIND[kind], *(FOR_REVIEW if reviewed and kind == "place" else ()))


def values(analysis: Analysis, *, reviewed: bool = False) -> list[tuple]:
    """The values of every mention's `keys`, in the order of the text, with days as dates."""
    kinds = {"date": analysis.dates, "place": analysis.places, "group": analysis.groups, "event": analysis.events}
    found = []
    for kind, mentions in kinds.items():
        own, asked = _OWN[kind], reviewed and kind == "place"
        for m in mentions:
            of_kind = (*own(m), *_for_review(m)) if asked else own(m)
            found.append((m.document, kind, m.start, m.end, m.text, m.rule, *of_kind))
    return sorted(found, key=_ORDER)


def _date(m: DateMention) -> tuple:
    first, last = (m.interval.earliest, m.interval.latest) if m.interval else (None, None)
    return m.timex_type, m.value, m.mod, first, last, m.edtf, _word(m.precision), m.anchor


def _place(m: PlaceMention) -> tuple:
    return m.latitude, m.longitude, m.radius_km, _word(m.place_kind), m.geonames_id, m.country_code


def _group(m: GroupMention) -> tuple:
    return (m.group_id,)


def _event(m: EventMention) -> tuple:
    return m.event_type, _word(m.status)


_OWN: dict[str, Callable[..., tuple]] = {"date": _date, "place": _place, "group": _group, "event": _event}
"""How the values of the keys of a kind are read off a mention, in their order."""


def _word(member: StrEnum | None) -> str | None:
    """The word that an enum's member stands for."""
    return None if member is None else str(member)


def _for_review(m: PlaceMention) -> tuple:
    return m.name, m.confidence, m.reason, _candidates(m)


def _candidates(mention: PlaceMention) -> list[dict]:
    found = [c for c in mention.candidates if c.score >= SLIGHT]
    return [_candidate(c) for c in found] if len(found) > 1 else []


def _candidate(c: Candidate) -> dict:
    return {
        "place": c.name, "place_kind": str(c.place_kind), "latitude": c.latitude, "longitude": c.longitude,
        "radius_km": c.radius_km, "geonames_id": c.geonames_id, "country_code": c.country_code, "share": c.score,
    }  # fmt: skip


_ORDER = itemgetter(COMMON.index("start"), COMMON.index("end"), KIND)
