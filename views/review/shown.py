"""An event under review as HTML: its values, what was read and what was corrected, its claims side by side. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape

from pipeline.corrections.fields import FIELDS, value_of
from pipeline.groups import load_registry
from pipeline.model import Claim, Event
from views import wording
from views.evidence import Marked, marked_html, paragraph
from views.heard import heard
from views.review.queue import Recorded, Waiting
from views.texts import say

CLAIMS = 6  # side by side; the others are counted


def event_html(
    event: Event, history: Sequence[Recorded], waiting: Waiting | None, candidates: Sequence[Mapping] = ()
) -> str:
    """Its title, why it waits, and each field with the value that was read where it was corrected."""
    reasons = "".join(
        f"<li>{escape(reason_words(reason, event, waiting))}</li>" for reason in (waiting.reasons if waiting else ())
    )
    edits = {one.field: one for one in reversed(history) if one.kind == "edit" and one.state == "applied"}
    rows = "".join(_field(event, name, edits.get(name)) for name in FIELDS if name != "title" or "title" in edits)
    accepted = next((one for one in history if one.kind == "accept" and one.state == "applied"), None)
    verdict = f'<p class="dl-verdict">✓ {escape(say("review.accepted_by", by=accepted.by))}</p>' if accepted else ""
    return (
        f'<article class="dl-review" data-event="{escape(event.event_id)}"><h2 dir="auto">{escape(event.title)}</h2>'
        f'{verdict}<ul class="dl-reasons">{reasons}</ul>{_candidates(candidates)}<dl>{rows}</dl></article>'
    )


def _candidates(candidates: Sequence[Mapping]) -> str:
    """The places that a name may mean, each with its share."""
    if len(candidates) < 2:
        return ""
    items = "; ".join(
        f"{wording.place(str(one['place']), one['place_kind'])} {one['country_code'] or ''} "
        f"({one['latitude']:.2f}, {one['longitude']:.2f}) {one['share']:.0%}"
        for one in candidates
    )
    return f'<p class="dl-quiet" dir="auto">{escape(say("review.candidates", places=items))}</p>'


def reason_words(reason: str, event: Event, waiting: Waiting | None) -> str:
    """Why an event waits, in a sentence."""
    return say(
        f"review.because.{reason}",
        place=event.place.name or event.place.text if event.place else "",
        confidence=f"{event.confidence:.2f}",
        fields=", ".join(say(f"review.field.{f}") for f in event.disagreements),
        why=heard(event.when_reason or "") or say("words.none_given"),
        documents=len(event.documents),
    )


def corrected_html(history: Sequence[Recorded]) -> str:
    """The fields of an event that people have corrected: the value now and the one that was read; empty without any."""
    edits = {one.field: one for one in reversed(history) if one.kind == "edit" and one.state == "applied"}
    rows = "".join(
        f'<div class="dl-edited"><dt>{escape(say(f"review.field.{name}"))}</dt>'
        f'<dd dir="auto">{escape(said(name, _value(edits[name].corrected)))}{_was(name, edits[name])}</dd></div>'
        for name in FIELDS
        if name in edits
    )
    return f'<div class="dl-review dl-corrected"><dl>{rows}</dl></div>' if rows else ""


def _value(text: str | None) -> object:
    return json.loads(text) if text else None


def _was(name: str, edit: Recorded) -> str:
    """What was read before a correction, who made it, when and why."""
    read = escape(said(name, _value(edit.original)))
    note = escape(say("review.was", by=edit.by, at=moment(edit.at)))
    why = f' <q dir="auto">{escape(edit.reason)}</q>' if edit.reason else ""
    return f'<div class="dl-was"><del>{read}</del> <span>{note}{why}</span></div>'


def _field(event: Event, name: str, edit: Recorded | None) -> str:
    now = escape(said(name, value_of(event, name)))
    was = _was(name, edit) if edit else ""
    label = escape(say(f"review.field.{name}"))
    return f'<div class="{"dl-edited" if edit else ""}"><dt>{label}</dt><dd dir="auto">{now}{was}</dd></div>'


def said(name: str, value: object) -> str:
    """A value of a field as people read it."""
    if name == "date":
        return wording.when(value)
    if value is None or value == []:
        return say("words.no_place") if name == "place" else say("words.none_given")
    if name == "place":
        where = f" {value['latitude']:.2f}, {value['longitude']:.2f}" if value.get("latitude") is not None else ""
        return wording.place(value["name"], value.get("place_kind")) + where
    if name == "toll":
        return ", ".join(f"{_kind(t['kind'])} {_range(t)}" for t in value)
    if name in ("groups", "actors"):
        return ", ".join(party(one) for one in value)
    if name in ("event_type", "status"):
        return wording.event_type(value) if name == "event_type" else wording.status(value)
    return str(value)


def _kind(name: str) -> str:
    return say(f"review.toll.{name}")


def _range(toll: Mapping) -> str:
    low, high = toll["low"], toll.get("high")
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"


def party(name: str) -> str:
    """A party's short name, or its words."""
    known = load_registry().by_id.get(name)
    return known.short if known else name


def moment(at: str) -> str:
    """When an entry was made: day and minute, UTC."""
    return at[:16].replace("T", " ")


def claims_html(event: Event, documents: Mapping[str, Mapping]) -> str:
    """What each document says, side by side; lines in which they differ are marked by sign and colour."""
    shown = event.claims[:CLAIMS]
    head = "".join(f"<th scope=col>{_source(c, documents.get(c.mention.document, {}))}</th>" for c in shown)
    rows = [_row(say("review.sentence"), [_sentence(c, documents.get(c.mention.document, {})) for c in shown], False)]
    for name in ("date", "place", "event_type", "status", "groups", "toll"):
        values = [escape(_of_claim(c, name)) for c in shown]
        rows.append(_row(say(f"review.field.{name}"), values, name in event.disagreements))
    more = len(event.claims) - len(shown)
    rest = f'<p class="dl-quiet">{escape(say("review.more_claims", n=more))}</p>' if more else ""
    corner = escape(say("review.claims"))
    return (
        f'<div class="dl-claims" tabindex="0" role="region" aria-label="{corner}">'
        f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{rest}</div>"
    )


def _row(name: str, values: Sequence[str], differ: bool) -> str:
    sign = f' <abbr title="{escape(say("review.differ"))}">≠</abbr>' if differ else ""
    cells = "".join(f'<td dir="auto">{value}</td>' for value in values)
    return f'<tr class="{"dl-differ" if differ else ""}"><th scope=row>{escape(name)}{sign}</th>{cells}</tr>'


def _source(claim: Claim, document: Mapping) -> str:
    name = document.get("publisher") or document.get("title") or claim.mention.document
    date = wording.when(document.get("published_edtf"))
    return f'<span dir="auto">{escape(wording.shorten(str(name), 60))}</span><br><small>{escape(date)}</small>'


def _sentence(claim: Claim, document: Mapping) -> str:
    text, span = document.get("text"), claim.mention.sentence
    if not text or not 0 <= span.start < span.end <= len(text):
        return escape(wording.shorten(claim.evidence, 600))
    first, last = paragraph(text, span.start, span.end)
    mention = claim.mention
    marks = [Marked(span.start, span.end, "sentence"), Marked(mention.start, mention.end, "event")]
    if mention.when and mention.when.span:
        marks.append(Marked(mention.when.span.start, mention.when.span.end, "date"))
    if mention.place:
        marks.append(Marked(mention.place.start, mention.place.end, "place"))
    return f'<div class="dl-evidence">{marked_html(text, first, last, marks)}</div>'


def _of_claim(claim: Claim, name: str) -> str:
    mention = claim.mention
    if name == "date":
        return wording.when(mention.when.edtf) if mention.when else say("words.no_date")
    if name == "place":
        kind = mention.place and mention.place.place_kind
        return wording.place(mention.place and (mention.place.name or mention.place.text), kind and str(kind))
    if name == "toll":
        return said("toll", [{"kind": t.kind, "low": t.low, "high": t.high} for t in mention.toll])
    value = getattr(mention, name)
    return said(name, list(value) if isinstance(value, tuple) else str(value))


def entry_words(one: Recorded) -> str:
    """An entry of the ledger in a line of HTML."""
    value = json.loads(one.corrected) if one.corrected else None
    what = say(f"review.kind.{one.kind}")
    if one.kind == "edit":
        was = said(one.field, json.loads(one.original) if one.original else None) if one.state == "applied" else "…"
        field = say(f"review.field.{one.field}")
        what = f"{field}: {was} → {said(one.field, value)}"
    elif one.kind == "published":
        what = f"{say('review.kind.published')}: {one.document} → {wording.when(value)}"
    state = "" if one.state == "applied" else f' <em class="dl-state">{escape(say(f"review.state.{one.state}"))}</em>'
    why = f' <q dir="auto">{escape(one.reason)}</q>' if one.reason else ""
    lost = f" <span>{escape(heard(one.why))}</span>" if one.why else ""
    head = f"{escape(one.by)}, {escape(moment(one.at))}"
    return f'<p class="dl-entry" dir="auto"><small>{head}</small><br>{escape(what)}{why}{state}{lost}</p>'
