"""A small invented table for the exporters: a day in a town, a month in a province, an open date, nothing known."""

from __future__ import annotations

from datetime import date

import pandas as pd

from pipeline.exchange import Extract, Provenance
from pipeline.store import CLAIMS, DOCUMENTS, EVENTS, PARTS, Table

HOSTILE = (
    "=cmd|\"/c calc\"!A1 <script>window.harmed=1</script> 'q' & \u202eملف\u202c\nsecond line\r\x07\x00 {br}ace % $ "
    + "long " * 100
)
FORMULA = "=1+1"

_EVENTS = (
    {"event_id": "e1", "title": FORMULA, "event_type": "attack", "status": "occurred", "earliest": date(2012, 5, 3),
     "latest": date(2012, 5, 3), "edtf": "2012-05-03", "precision": "day", "date_rule": "day-month-year",
     "place": "Gao", "place_kind": "city", "latitude": 16.27, "longitude": -0.04, "radius_km": 8.0,
     "geonames_id": 2457161, "country_code": "ML", "groups": ["mujao"], "actors": ["drivers; unnamed"],
     "documents": ["ber", "=evil"], "claims": 2, "confidence": 0.8, "evidence": HOSTILE,
     "toll": '[{"kind": "killed", "low": 2, "high": null, "text": "at least two", "start": 0, "end": 5}]'},
    {"event_id": "e2", "title": HOSTILE, "event_type": "threat", "status": "threatened", "earliest": date(2012, 6, 1),
     "latest": date(2012, 6, 30), "edtf": "2012-06", "precision": "month", "place": "Kidal", "place_kind": "admin1",
     "latitude": 19.0, "longitude": 1.4, "radius_km": 300.0, "groups": [], "actors": [], "documents": ["ber"],
     "claims": 1, "confidence": 0.5, "evidence": "They would come in June."},
    {"event_id": "e3", "title": "A base is to close", "event_type": "deployment", "status": "planned",
     "latest": date(2014, 7, 7), "edtf": "../2014-07-07", "precision": "range", "groups": ["aqim"], "actors": [],
     "documents": ["ber"], "claims": 1, "confidence": 0.4, "evidence": "It is to close by 7 July."},
    {"event_id": "e4", "title": "Somebody spoke", "event_type": "statement", "status": "claimed", "place": "Fiji",
     "place_kind": "country", "latitude": -17.9, "longitude": 179.0, "radius_km": 400.0, "groups": [], "actors": [],
     "documents": ["=evil"], "claims": 1, "confidence": 0.4, "evidence": "He spoke."},
)  # fmt: skip
_DOCUMENTS = (
    {"document": "ber", "title": "Lorries & <b>men</b>", "publisher": "The Wire", "url": "https://example.org/a?b=1&c=%20",
     "language": "en", "source": "ber.txt", "published_earliest": date(2012, 5, 4),
     "published_latest": date(2012, 5, 4), "published_edtf": "2012-05-04", "published_precision": "day",
     "published_rule": "stated", "text": "text"},
    {"document": "=evil", "title": HOSTILE, "url": "javascript:alert(1)", "source": "evil.txt",
     "published_earliest": date(2012, 6, 1), "published_latest": date(2012, 6, 30), "published_edtf": "2012-06",
     "published_precision": "month", "published_rule": "worked-out", "text": "text"},
    {"document": "unused", "title": "Nothing in it", "source": "unused.txt", "text": "text"},
)  # fmt: skip
PROVENANCE = Provenance("9", "ab" * 8, "group MUJAO, 2012", "4 of 9 shown · 1 undated · 1 unplaced", "?group=MUJAO")


def frame(part, rows):
    """Rows as the store gives them, columns that are not named left empty."""
    made = pd.DataFrame([dict.fromkeys(part.names) | row for row in rows], columns=list(part.names))
    for name, kind in part.fields:
        if str(kind).startswith("list"):
            made[name] = [value if isinstance(value, list) else [] for value in made[name]]
        elif str(kind).startswith("date"):
            made[name] = pd.to_datetime(made[name]).astype("datetime64[s]")
        else:
            made[name] = made[name].astype({"int64": "Int64", "double": "float64"}.get(str(kind), "str"))
    return made


def table() -> Table:
    claims = [
        {**{k: v for k, v in event.items() if k in CLAIMS.names}, "claim_id": f"{event['event_id']}-{document}",
         "document": document}
        for event in _EVENTS for document in event["documents"]
    ]  # fmt: skip
    meta = {"version": "9", "fingerprint": "ab" * 8}
    frames = {part.name: frame(part, []) for part in PARTS}
    frames |= {
        "events": frame(EVENTS, _EVENTS), "claims": frame(CLAIMS, claims), "documents": frame(DOCUMENTS, _DOCUMENTS),
    }  # fmt: skip
    return Table(**frames, meta=meta)


def whole() -> Extract:
    made = table()
    return Extract(made.events, made.claims, made.documents, PROVENANCE)


def empty() -> Extract:
    return Extract(frame(EVENTS, []), frame(CLAIMS, []), frame(DOCUMENTS, []))
