"""The columns of the table's parts, each with its type and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TEXT, LIST, WHOLE, REAL, DAY = pa.string(), pa.list_(pa.string()), pa.int64(), pa.float64(), pa.date32()


@dataclass(frozen=True, slots=True)
class Columns:
    """One part of the table: the names of its columns in order, with their types."""

    name: str
    fields: tuple[tuple[str, pa.DataType], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.fields)

    @property
    def schema(self) -> pa.Schema:
        return pa.schema(list(self.fields))


def _columns(name: str, **types: str) -> Columns:
    """Columns by type; each keyword holds names, the order is that of the text of `order`."""
    order = types.pop("order").split()
    kinds = {"lists": LIST, "whole": WHOLE, "real": REAL, "days": DAY}
    typed = {column: kinds[kind] for kind, names in types.items() for column in names.split()}
    return Columns(name, tuple((column, typed.get(column, TEXT)) for column in order))


EVENTS = _columns(
    "events",
    order="event_id title event_type status earliest latest edtf precision date_text date_rule "
    "place place_kind latitude longitude radius_km geonames_id country_code place_text "
    "groups actors documents claims confidence evidence toll disagreements origin",
    lists="groups actors documents disagreements",
    whole="geonames_id claims",
    real="latitude longitude radius_km confidence",
    days="earliest latest",
)

# The columns of events.csv, fixed for those who read it by position.
CSV = Columns("events", EVENTS.fields[: EVENTS.names.index("evidence") + 1])

CLAIMS = _columns(
    "claims",
    order="claim_id event_id document title event_type status event_rule trigger_start trigger_end "
    "sentence_start sentence_end earliest latest edtf precision date_text date_rule date_start date_end date_reason "
    "place place_kind latitude longitude radius_km geonames_id country_code place_text place_rule place_start "
    "place_end place_reason groups actors confidence evidence toll own_event_id place_confidence origin",
    lists="groups actors",
    whole="trigger_start trigger_end sentence_start sentence_end date_start date_end geonames_id place_start place_end",
    real="latitude longitude radius_km confidence place_confidence",
    days="earliest latest",
)

DOCUMENTS = _columns(
    "documents",
    order="document title publisher url language place source sha256 published_earliest published_latest "
    "published_edtf published_precision published_rule published_weekdays published_reasons published_left_out "
    "stated text blocks origin",
    days="published_earliest published_latest",
)

MENTIONS = _columns(
    "mentions",
    order="document kind start end text rule timex_type value mod earliest latest edtf precision anchor latitude "
    "longitude radius_km place_kind geonames_id country_code place place_confidence place_reason place_candidates "
    "group_id event_type status",
    whole="start end geonames_id",
    real="latitude longitude radius_km place_confidence",
    days="earliest latest",
)

CORRECTIONS = _columns(
    "corrections",
    order="number correction at by reason kind state why event_id document field original corrected",
    whole="number",
)

AS_READ = _columns("as_read", order="event_id event claims")

PARTS = (EVENTS, CLAIMS, DOCUMENTS, MENTIONS, CORRECTIONS, AS_READ)

ORDER = {
    EVENTS.name: ("coalesce(earliest, latest, DATE '9999-12-31')", "coalesce(latest, DATE '9999-12-31')", "event_id"),
    CLAIMS.name: ("document", "trigger_start", "claim_id"),
    DOCUMENTS.name: ("document",),
}
"""The order of rows in the table, as DuckDB takes it."""
