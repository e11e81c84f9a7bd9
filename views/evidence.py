"""Who says so: an event's claims as HTML, each sentence in its paragraph with the words it rests on marked.

Everything that comes from a document is escaped; the functions are pure and return finished HTML.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from views import wording
from views.catalogue import Catalogue
from views.heard import ground, heard
from views.palette import SIGNS, sign
from views.texts import say

CONTEXT = 420  # characters of the paragraph shown before and after the sentence
BLANK_LINE = re.compile(r"\n[ \t]*\n")
STATED = ("stated", "metadata", "front-matter")
SAFE_LINK = re.compile(r"https?://[^\s\"'<>]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters [start, end) of a document's text that a value rests on."""

    start: int
    end: int
    kind: str  # date, place, group, event, sentence
    colour: str | None = None


def evidence_html(catalogue: Catalogue, event_id: str, corrected: str = "") -> str:
    """The event's headline facts, what was corrected of it (HTML), and every claim, the best one first, as HTML."""
    event = catalogue.events.iloc[catalogue.position(event_id)]
    claims = catalogue.claims[catalogue.claims["event_id"] == event_id]
    claims = claims.sort_values("confidence", ascending=False, kind="stable").to_dict("records")
    parts = [_headline(catalogue, event), corrected]
    parts += [_claim(catalogue, claim, number, len(claims)) for number, claim in enumerate(claims)]
    if not claims:
        parts.append(f'<blockquote dir="auto">{escape(str(event["evidence"] or ""))}</blockquote>')
    return f'<article class="dl-evidence" data-event="{escape(event_id)}">{"".join(parts)}</article>'


def _headline(catalogue: Catalogue, event: pd.Series) -> str:
    facts = [
        f"<strong>{escape(event['said'])}</strong>",
        escape(
            wording.place(event["place"], event["place_kind"])
            if event["placed"]
            else event["place"] or say("words.no_place")
        ),
        escape(wording.event_type(str(event["event_type"]))),
        escape(wording.status(str(event["status"]))),
    ]
    groups = "".join(_group_chip(catalogue, group) for group in event["groups"])
    actors = "".join(f'<span class="dl-actor">{escape(_actor(catalogue, actor))}</span>' for actor in event["actors"])
    title = escape(wording.shorten(str(event["title"] or say("words.untitled")), 200))
    return (
        f'<p class="dl-facts">{" · ".join(facts)}</p><h2 dir="auto">{title}</h2>'
        + (f'<p class="dl-parties">{groups}{actors}</p>' if groups or actors else "")
        + _meaning(str(event["status"]))
    )


def _meaning(status: str) -> str:
    words = sign(status).hollow and status in SIGNS and say(f"evidence.{status}")
    return f'<p class="dl-caution">{escape(words)}</p>' if words else ""


def _group_chip(catalogue: Catalogue, group: str) -> str:
    party = catalogue.party(group)
    dot = f'<span class="dl-dot" style="background:{escape(party.colour)}"></span>'
    return f'<span class="dl-group" title="{escape(party.name)}">{dot}{escape(party.short)}</span>'


def _actor(catalogue: Catalogue, actor: str) -> str:
    return catalogue.parties[actor].name if actor in catalogue.parties else actor


def _claim(catalogue: Catalogue, claim: Mapping, number: int, total: int) -> str:
    document = _document(catalogue, claim["document"])
    body = (
        f'<blockquote dir="auto">{_paragraph(catalogue, claim, document)}</blockquote>'
        f"{_source(document)}{_rules(catalogue, claim)}"
    )
    if total == 1:
        return body
    if number == 0:
        return f'{body}<p class="dl-more">{escape(say("evidence.more_claims", n=total - 1))}</p>'
    name = document.get("publisher") or document.get("title") or claim["document"]
    summary = f"{escape(wording.shorten(str(name), 60))}: {escape(wording.when(claim['edtf']))}"
    return f"<details><summary>{summary}</summary>{body}</details>"


def _document(catalogue: Catalogue, document_id: str) -> dict:
    rows = catalogue.documents[catalogue.documents["document"] == document_id]
    return rows.iloc[0].to_dict() if len(rows) else {"document": document_id}


def _paragraph(catalogue: Catalogue, claim: Mapping, document: Mapping) -> str:
    text = document.get("text")
    start, end = _span(claim, "sentence")
    if not text or start is None or not 0 <= start < end <= len(text):
        return escape(str(claim["evidence"] or ""))
    first, last = paragraph(text, start, end)
    marks = [Marked(start, end, "sentence"), *claim_marks(catalogue, claim, first, last)]
    before = "… " if first > 0 and text[first - 1] not in "\n" else ""
    after = " …" if last < len(text) and text[last] not in "\n" else ""
    return before + marked_html(text, first, last, marks) + after


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph around a sentence begins and ends, at most CONTEXT characters to either side, at a word."""
    breaks = [m.span() for m in BLANK_LINE.finditer(text, max(0, start - 5000), min(len(text), end + 5000))]
    first = max((b for a, b in breaks if b <= start), default=max(0, start - 5000))
    last = min((a for a, b in breaks if a >= end), default=min(len(text), end + 5000))
    if start - first > CONTEXT:
        space = text.find(" ", start - CONTEXT, start)
        first = space + 1 if space >= 0 else start
    if last - end > CONTEXT:
        space = text.rfind(" ", end, end + CONTEXT)
        last = space if space >= 0 else end
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def claim_marks(catalogue: Catalogue, claim: Mapping, first: int, last: int) -> list[Marked]:
    """Spans of the claim's trigger, date, place and groups between `first` and `last`."""
    marks = []
    for kind, prefix in (("event", "trigger"), ("date", "date"), ("place", "place")):
        start, end = _span(claim, prefix)
        if start is not None and first <= start < end <= last:
            marks.append(Marked(start, end, kind))
    near = group_mentions(catalogue, claim)
    near = near[(near["start"] >= first) & (near["end"] <= last)]
    for mention in near.to_dict("records"):
        colour = catalogue.party(mention["group_id"]).colour
        marks.append(Marked(int(mention["start"]), int(mention["end"]), "group", colour))
    return marks


def group_mentions(catalogue: Catalogue, claim: Mapping) -> pd.DataFrame:
    """Where the claim's document names its parties."""
    mentions = catalogue.mentions
    return mentions[
        (mentions["document"] == claim["document"])
        & (mentions["kind"] == "group")
        & mentions["group_id"].isin([*claim["groups"], *claim["actors"]])
    ]


def marked_html(text: str, first: int, last: int, marks: Iterable[Marked]) -> str:
    """text[first:last] as escaped HTML, every marked stretch in a <mark>; marks may overlap."""
    marks = [m for m in marks if m.start < last and m.end > first]
    cuts = sorted({first, last, *(max(m.start, first) for m in marks), *(min(m.end, last) for m in marks)})
    parts = []
    for start, end in itertools.pairwise(cuts):
        over = [m for m in marks if m.start <= start and end <= m.end]
        words = escape(text[start:end])
        kinds = [m.kind for m in over if m.kind != "sentence"]
        if kinds:
            colour = next((m.colour for m in over if m.colour), None)
            style = f' style="--group:{escape(colour)}"' if colour else ""
            words = f'<mark class="{" ".join(sorted(set(kinds)))}" title="{", ".join(kinds)}"{style}>{words}</mark>'
        inside = any(m.kind == "sentence" for m in over)
        parts.append(f'<span class="sentence">{words}</span>' if inside else words)
    return "".join(parts)


def _span(claim: Mapping, name: str) -> tuple[int, int] | tuple[None, None]:
    start, end = claim.get(f"{name}_start"), claim.get(f"{name}_end")
    return (None, None) if pd.isna(start) or pd.isna(end) else (int(start), int(end))


def _rules(catalogue: Catalogue, claim: Mapping) -> str:
    """One line a value: what it is, the words it rests on, and the rule that made it."""
    date_words = (
        escape(wording.when(claim["edtf"]))
        if claim["edtf"]
        else escape(heard(claim.get("date_reason") or "") or say("words.none_given"))
    )
    place = claim["place"] and wording.place(claim["place"], claim["place_kind"])
    place_words = escape(place) if place else escape(heard(claim.get("place_reason") or "") or say("words.none_given"))
    lines = [
        _rule("date", date_words, claim["date_text"], claim["date_rule"]),
        _rule("place", place_words, claim["place_text"], claim["place_rule"]),
        _rule(
            "event",
            escape(f"{wording.event_type(claim['event_type'])}, {wording.status(claim['status'])}"),
            _trigger(catalogue, claim),
            claim["event_rule"],
        ),
    ]
    lines += _group_rules(catalogue, claim)
    return f'<dl class="dl-rules">{"".join(lines)}</dl>'


def _group_rules(catalogue: Catalogue, claim: Mapping) -> list[str]:
    """One line a group: its nearest mention and the rule that read it as this group."""
    mentions, (at, _) = group_mentions(catalogue, claim), _span(claim, "trigger")
    lines = []
    for group in claim["groups"]:
        own = mentions[mentions["group_id"] == group]
        nearest = own.iloc[(own["start"] - (at or 0)).abs().argmin()] if len(own) else {"text": None, "rule": None}
        lines.append(_rule("group", escape(catalogue.party(group).short), nearest["text"], nearest["rule"]))
    return lines


def _trigger(catalogue: Catalogue, claim: Mapping) -> str | None:
    start, end = _span(claim, "trigger")
    text = _document(catalogue, claim["document"]).get("text")
    return text[start:end] if text and start is not None else None


def _rule(kind: str, value: str, words: str | None, rule: str | None) -> str:
    quoted = f" {escape(say('evidence.from', words=wording.shorten(str(words), 80)))}" if words else ""
    said = say("evidence.rule", rule=str(rule).replace("-", " ").replace("_", " ")) if rule else ""
    named = f' <span class="dl-rule">· {escape(said)}</span>' if rule else ""
    name = escape(say(f"evidence.{kind}"))
    return f'<div><dt><mark class="{kind}">{name}</mark></dt><dd dir="auto">{value}{quoted}{named}</dd></div>'


def _source(document: Mapping) -> str:
    """Title, publisher, when it was published and how that date is known."""
    title = document.get("title") or document["document"]
    names = [wording.shorten(str(title), 110), *([str(document["publisher"])] if document.get("publisher") else [])]
    url = document.get("url")
    head = " · ".join(escape(name) for name in names)
    if url and SAFE_LINK.match(str(url)):
        head = f'<a href="{escape(str(url))}" target="_blank" rel="noopener noreferrer">{head}</a>'
    return f'<p class="dl-source" dir="auto">{head}<br>{published(document)}</p>'


def published(document: Mapping) -> str:
    """The date of a document in words, with how it is known, as HTML."""
    date = document.get("published_edtf")
    if not date:
        return escape(say("evidence.unknown_date"))
    weekdays = _json(document.get("published_weekdays"))
    words = say("evidence.published", date=wording.when(date))
    if 0 < len(weekdays) < 3:
        words += say("evidence.a_weekday", weekdays=wording.listing(wording.weekday(n) for n in weekdays))
    reasons = [heard(str(r.get("text", ""))) for r in _json(document.get("published_reasons")) if isinstance(r, dict)]
    rule = str(document.get("published_rule") or "")
    if rule in STATED or (not reasons and not rule):
        return escape(say("evidence.stated", published=words))
    if not reasons:
        return escape(say("evidence.by_rule", published=words, rule=rule.replace("-", " ")))
    shown = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    left_out = [
        ground(str(r.get("text", ""))) for r in _json(document.get("published_left_out")) if isinstance(r, dict)
    ]
    shown += "".join(f"<li>{escape(say('evidence.left_out', reason=reason))}</li>" for reason in left_out)
    summary = escape(say("evidence.worked_out", published=words))
    return f"<details><summary>{summary}</summary><ul>{shown}</ul></details>"


def _json(text: object) -> list:
    try:
        value = json.loads(text) if isinstance(text, str) else []
    except ValueError:
        return []
    return value if isinstance(value, list) else []
