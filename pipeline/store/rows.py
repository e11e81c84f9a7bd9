"""Values of the pipeline as rows of the table, one function a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline import edtf, mentions
from pipeline.merge.rows import READ, Row, claim_row, encode, place_columns, toll_column, when_columns
from pipeline.model import (
    Analysis,
    BlockKind,
    Claim,
    Document,
    Event,
    Interval,
    Prose,
    Publication,
    Reason,
)
from pipeline.store.columns import MENTIONS

STATED = ("title", "publisher", "published", "url", "language", "place", "published_rule")


def event_rows(events: Iterable[Event]) -> Iterator[Row]:
    """Rows of `events`, the earliest first, undated ones last."""
    return map(_event, sorted(events, key=_by_days))


def _by_days(event: Event) -> tuple[date, date, str]:
    days = event.when.interval if event.when else Interval(None, None)
    return (days.earliest or days.latest or date.max, days.latest or date.max, event.event_id)


def _event(event: Event) -> Row:
    return {
        "event_id": event.event_id,
        "title": event.title,
        "event_type": event.event_type,
        "status": str(event.status),
        **when_columns(event.when),
        **place_columns(event.place),
        "groups": list(event.groups),
        "actors": list(event.actors),
        "documents": list(event.documents),
        "claims": len(event.claims),
        "confidence": event.confidence,
        "evidence": event.evidence,
        "toll": toll_column(event.toll),
        "disagreements": list(event.disagreements),
        "origin": READ,
    }


def as_read_rows(events: Iterable[Event]) -> Iterator[Row]:
    """Rows of `as_read`: the events as the program read them, of those that corrections changed."""
    from pipeline.corrections.rows import as_read_row  # loads what applies corrections

    for event in sorted(events, key=lambda e: e.event_id):
        yield as_read_row(_event(event), claim_rows([event]))


def claim_rows(events: Iterable[Event]) -> Iterator[Row]:
    """Rows of `claims`, by document and place in it."""
    claims = (claim for event in events for claim in event.claims)
    return map(_claim, sorted(claims, key=lambda c: (c.mention.document, c.mention.start, c.claim_id)))


def _claim(claim: Claim) -> Row:
    return claim_row(claim.mention, claim.evidence, claim.claim_id, claim.event_id, claim.own_event_id)


def document_rows(analyses: Iterable[Analysis]) -> list[Row]:
    """Rows of `documents`, by id."""
    return sorted((_document(analysis) for analysis in analyses), key=lambda row: row["document"])


def _document(analysis: Analysis) -> Row:
    document = analysis.document
    return {
        "document": document.id,
        "title": document.title or _title(analysis.prose),
        "publisher": document.publisher,
        "url": document.url,
        "language": analysis.language,
        "place": document.place,
        "source": document.source,
        "sha256": document.sha256,
        **_publication(analysis.publication),
        "stated": encode(stated(document)),
        "text": document.text,
        "blocks": _json(
            {"start": b.span.start, "end": b.span.end, "kind": str(b.kind), "rule": b.rule}
            for b in analysis.prose.blocks
        ),
        "origin": READ,
    }


def stated(document: Document) -> dict[str, str]:
    """The metadata that a document's file gives of itself, corrections included: what a second reading starts from."""
    return {key: value for key in STATED if (value := getattr(document, key)) is not None}


def mention_rows(analyses: Iterable[Analysis]) -> list[Row]:
    """Rows of `mentions`, by document and place in it."""
    empty = dict.fromkeys(MENTIONS.names)
    known = sorted(analyses, key=lambda a: a.document.id)
    found = (pair for analysis in known for pair in mention_values(analysis))
    return [empty | dict(zip(MENTION_KEYS[kind], values, strict=True)) for kind, values in found]


MENTION_KEYS = {kind: mentions.keys(kind, reviewed=True) for kind in mentions.BY_KIND}
"""The columns of `mentions` that each kind has."""


def mention_values(analysis: Analysis) -> Iterator[tuple[str, tuple]]:
    """A document's mentions in their order, each as its kind and the values of that kind's columns."""
    for values in mentions.values(analysis, reviewed=True):
        kind = values[mentions.KIND]
        if kind == "place":  # the last are its candidates
            values = (*values[:-1], encode(values[-1]) if values[-1] else None)
        yield kind, values


def _publication(publication: Publication) -> Row:
    interval = publication.interval
    return {
        "published_earliest": interval.earliest if interval else None,
        "published_latest": interval.latest if interval else None,
        "published_edtf": publication.edtf,
        "published_precision": str(publication.precision) if publication.precision else None,
        "published_rule": publication.rule,
        "published_weekdays": _json(sorted(publication.weekdays)),
        "published_reasons": _json(map(_reason, publication.reasons)),
        "published_left_out": _json(map(_reason, publication.left_out)),
    }


def _reason(reason: Reason) -> Row:
    days: Interval = reason.interval
    return {
        "text": reason.text,
        "rule": reason.rule,
        "edtf": edtf.of(days) if days.earliest or days.latest else None,
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
        "weekdays": sorted(reason.weekdays),
        "weight": reason.weight,
        "start": reason.span.start if reason.span else None,
        "end": reason.span.end if reason.span else None,
    }


def _title(prose: Prose) -> str | None:
    titles = prose.of_kind(BlockKind.TITLE)
    return prose.text[titles[0].span.start : titles[0].span.end].strip() if titles else None


def _json(values: Iterable[object]) -> str:
    return encode(list(values))
