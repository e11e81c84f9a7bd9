"""The columns of the table out of converted records, part by part."""

from __future__ import annotations

from pipeline.imports.mapping import Mapping
from pipeline.imports.source import identifier, literal
from pipeline.store.columns import CLAIMS, DOCUMENTS, EVENTS, LIST, Columns

REVISED = "revised"  # of events as they are kept, not of the table's: when the record was last changed
_KINDS = {"int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE", str(LIST): "VARCHAR[]"}


def part(columns: Columns, mapping: Mapping) -> str:
    """The query of a part of the table: all its columns, in order, `origin`, and of events `revised`."""
    made, source = {
        EVENTS.name: (_event_columns(mapping), "events"),
        CLAIMS.name: (_claim_columns(mapping), "claimed"),
        DOCUMENTS.name: (_document_columns(mapping), "told"),
    }[columns.name]
    picked = [f"({made.get(name, 'NULL')})::{kind} AS {identifier(name)}" for name, kind in kinds(columns).items()]
    return f"SELECT {', '.join(picked)} FROM {source}"


def kinds(columns: Columns) -> dict[str, str]:
    """The columns that a part has in an import, with their types in SQL."""
    known = {name: _KINDS.get(str(kind), "VARCHAR") for name, kind in columns.fields}
    return known | ({REVISED: "BIGINT"} if columns is EVENTS else {})


_SHARED = (
    "event_id title event_type status earliest latest edtf precision date_text place place_kind latitude longitude "
    "radius_km geonames_id country_code place_text groups actors evidence toll"
).split()


def _event_columns(mapping: Mapping) -> dict[str, str]:
    return _common(mapping) | {
        "documents": "documents",
        "claims": "len(documents)",
        "disagreements": "[]",
        REVISED: REVISED,
    }


def _claim_columns(mapping: Mapping) -> dict[str, str]:
    nowhere = dict.fromkeys(("trigger_start", "trigger_end", "sentence_start", "sentence_end"), "0")  # there is no text
    return (
        _common(mapping)
        | nowhere
        | {
            "claim_id": "event_id || '#' || nth",
            "document": "document",
            "event_rule": literal(f"{mapping.origin}-record"),
            "date_reason": "CASE WHEN edtf IS NULL THEN 'the record gives no date' END",
            "place_rule": "place_rule",
            "place_reason": "CASE WHEN latitude IS NULL THEN 'the record gives no coordinates' END",
        }
    )


def _common(mapping: Mapping) -> dict[str, str]:
    shared = {name: identifier(name) for name in _SHARED}
    rule = {"date_rule": "CASE WHEN edtf IS NOT NULL THEN date_rule END"}
    return shared | rule | {"confidence": str(mapping.confidence), "origin": literal(mapping.origin)}


def _document_columns(mapping: Mapping) -> dict[str, str]:
    return {
        "document": "document",
        "title": "title",
        "publisher": "publisher",
        "url": "url",
        "source": literal(mapping.name),
        "sha256": "''",
        "published_earliest": "day",
        "published_latest": "day",
        "published_edtf": "day::VARCHAR",
        "published_precision": "CASE WHEN day IS NOT NULL THEN 'day' END",
        "published_rule": "CASE WHEN day IS NULL THEN 'undated' ELSE 'stated' END",
        "published_weekdays": "'[]'",
        "published_reasons": "'[]'",
        "published_left_out": "'[]'",
        "stated": "json_object('title', title, 'publisher', publisher, 'url', url)::VARCHAR",
        "text": "''",
        "blocks": "'[]'",
        "origin": literal(mapping.origin),
    }
