"""Why an event is in the table: every claim with its words and rules, why they are one event, and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.edtf import say
from pipeline.events.confidence import (
    BASE,
    DATE_WORTH,
    OTHER_DATE_WORTH,
    PARTY_WORTH,
    VERB_WORTH,
)
from pipeline.events.when import DATE_RULES
from pipeline.events.where import PLACE_RULES
from pipeline.merge.compare import ALIKE, content_words
from pipeline.merge.event import DISAGREEMENT, SECOND_DOCUMENT
from pipeline.merge.follow import current_id

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.store import Table

Row = dict[str, object]


class UnknownEvent(LookupError):
    """The table has no event of this id, or several whose ids begin like it."""


def explain(table: Table, event_id: str) -> list[str]:
    """The derivation of an event, line by line; the beginning of an id is enough where only one begins so.

    UnknownEvent where there is none or where there are several.
    """
    known = current_id(event_id, table.events, table.claims)
    ids = [known] if known else [i for i in table.events["event_id"] if event_id and i.startswith(event_id)]
    if len(ids) != 1:
        found = f"several events begin like it: {', '.join(ids[:5])}" if ids else "the table has no event of this id"
        raise UnknownEvent(f"{event_id}: {found}")
    event = _rows(table.events[table.events["event_id"] == ids[0]])[0]
    claims = _rows(table.claims[table.claims["event_id"] == ids[0]])
    claims.sort(key=lambda c: (-c["confidence"], c["evidence"] != event["evidence"], c["document"], c["trigger_start"]))
    told = table.documents[table.documents["document"].isin({c["document"] for c in claims})]
    documents = {row["document"]: row for row in _rows(told)}
    lines = [*_head(event), *([] if event_id in ids[0] else [f"  formerly {event_id}"]), ""]
    for number, claim in enumerate(claims, 1):
        lines += [f"Claim {number} of {len(claims)}", *_claim(claim, documents[claim["document"]], table.mentions), ""]
    return [*lines, *_merged(claims), *_confidence(event, claims), *_disagreements(event, claims)]


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Rows with None for whatever is empty."""
    return [
        {key: None if value is None or value != value else value for key, value in row.items()}
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    ]


def _head(event: Row) -> Iterator[str]:
    yield f"{event['title']}"
    yield f"  {event['event_id']} · {event['event_type']}, {event['status']}"
    yield f"  when: {_said(event)}"
    yield f"  where: {_place(event)}"
    for name in ("groups", "actors"):
        if event[name]:
            yield f"  {name}: {', '.join(event[name])}"


def _said(row: Row) -> str:
    return f"{say(row['edtf'])} ({row['edtf']}, {row['precision']})" if row["edtf"] else "not dated"


def _place(row: Row) -> str:
    if not row["place"]:
        return "not placed"
    kind = f", {row['place_kind']}" if row["place_kind"] else ""
    if row["latitude"] is None:
        return f"{row['place']}{kind}, on no map"
    return f"{row['place']}{kind}, {row['latitude']:.3f} {row['longitude']:.3f}, radius {row['radius_km']:g} km"


def _claim(claim: Row, document: Row, mentions: pd.DataFrame) -> Iterator[str]:
    text = document["text"]
    published = document["published_edtf"]
    known = f"published {say(published)} ({document['published_rule']})" if published else "of unknown date"
    yield f"  document: {claim['document']}, {known}"
    yield from (f"    {reason['text']}" for reason in json.loads(document["published_reasons"] or "[]"))
    yield f"  sentence: {' '.join(claim['evidence'].split())}"
    kind, _, lemma = claim["event_rule"].partition(":")
    words = " ".join(text[claim["trigger_start"] : claim["trigger_end"]].split())
    yield f"  what: “{words}”, the {kind} “{lemma}”: {claim['event_type']}, {claim['status']}"
    yield f"  when: {_when(claim, mentions)}"
    yield f"  where: {_where(claim)}"
    for row in _rows(_inside(mentions, claim, "group", "sentence")):
        yield f"  who: “{' '.join(row['text'].split())}” is {row['group_id'] or 'open'}, by rule {row['rule']}"
    for toll in json.loads(claim["toll"] or "[]"):
        yield f"  toll: {said_toll(toll)}"


def _inside(mentions: pd.DataFrame, claim: Row, kind: str, what: str) -> pd.DataFrame:
    """The mentions of a kind within the claim's sentence, or within the words of its date."""
    here = (mentions["document"] == claim["document"]) & (mentions["kind"] == kind)
    first, last = claim[f"{what}_start"], claim[f"{what}_end"]
    return mentions[here & (mentions["start"] >= first) & (mentions["end"] <= last)]


def _when(claim: Row, mentions: pd.DataFrame) -> str:
    if not claim["edtf"]:
        return f"not dated: {claim['date_reason']}"
    rule = claim["date_rule"]
    parts = [f"{_said(claim)}, by rule {rule}: {DATE_RULES.get(rule, '')}"]
    if claim["date_start"] is not None:
        for row in _rows(_inside(mentions, claim, "date", "date"))[:1]:
            anchor = f", counted from {row['anchor']}" if row.get("anchor") else ""
            parts.append(f"“{' '.join(claim['date_text'].split())}” read by rule {row['rule']}{anchor}")
    return "; ".join(parts)


def _where(claim: Row) -> str:
    if not claim["place"] and not claim["place_text"]:
        return f"not placed: {claim['place_reason']}"
    rule = claim["place_rule"]
    why = f"“{claim['place_text']}”, by rule {rule}: {PLACE_RULES.get(rule, '')}"
    return f"{_place(claim)}; {why}" + (f" ({claim['place_reason']})" if claim["place_reason"] else "")


def said_toll(toll: dict) -> str:
    """A toll in words: "12 or more killed (“at least 12 soldiers”), says the army"."""
    low, high = toll["low"], toll["high"]
    number = f"{low} or more" if high is None else str(low) if low == high else f"{low} to {high}"
    return f"{number} {toll['kind']} (“{toll['text']}”)" + (f", says {toll['source']}" if toll["source"] else "")


def _merged(claims: Sequence[Row]) -> Iterator[str]:
    """Why each further claim is of the event of the first."""
    if len(claims) == 1:
        yield "One claim: nothing was merged."
        return
    yield "Why these claims are one event"
    best = claims[0]
    for number, claim in enumerate(claims[1:], 2):
        yield f"  claim {number} with claim 1: {'; '.join(_grounds(best, claim))}"
    yield f"  (documents join from {ALIKE:.0%} of words in common on, where dates touch, there is one place and no"
    yield "  party at odds; or by way of a further claim that agrees with both)"


def _grounds(best: Row, claim: Row) -> Iterator[str]:
    """What two claims have in common, and in what they differ."""
    words, other = set(content_words(best["evidence"])), set(content_words(claim["evidence"]))
    shared = {*best["groups"], *best["actors"]} & {*claim["groups"], *claim["actors"]}
    same = {name: claim[name] == best[name] for name in ("document", "event_type", "edtf", "place")}
    yield "the same document" if same["document"] else "another document"
    yield "the same type" if same["event_type"] else f"types of one family ({claim['event_type']})"
    yield "the same date" if same["edtf"] else f"date {claim['edtf']}" if claim["edtf"] else "no date of its own"
    yield "the same place" if same["place"] else f"place {claim['place'] or 'not given'}"
    yield f"parties in common: {', '.join(sorted(shared))}" if shared else "no party against it"
    yield f"{len(words & other) / max(1, min(len(words), len(other))):.0%} of the words in common"


def _confidence(event: Row, claims: Sequence[Row]) -> Iterator[str]:
    best = claims[0]
    yield f"Why confidence {event['confidence']:g}"
    parts = [f"{BASE:g} for a trigger"]
    rest = best["confidence"] - BASE
    for worth, what in (
        (VERB_WORTH if best["event_rule"].startswith("verb") else 0, "a verb"),
        (DATE_WORTH.get(best["date_rule"], OTHER_DATE_WORTH) if best["edtf"] else 0, f"its date ({best['date_rule']})"),
        (PARTY_WORTH if best["groups"] or best["actors"] else 0, "a party"),
    ):
        if worth and rest - worth > -0.001:
            parts.append(f"{worth:g} for {what}")
            rest -= worth
    if rest > 0.001:
        what = f"its place ({best['place_rule']})" if best["place_rule"] else "its wording"
        parts.append(f"{rest:.3g} for {what}")
    yield f"  claim 1: {' + '.join(parts)} = {best['confidence']:g}"
    others = {c["document"]: c["confidence"] for c in reversed(claims) if c["document"] != best["document"]}
    for document, confidence in sorted(others.items()):
        yield f"  {document} takes away {SECOND_DOCUMENT * confidence:.0%} of the doubt that is left"
    if event["disagreements"]:
        yield f"  less {DISAGREEMENT:g} for each field in which claims differ ({len(event['disagreements'])})"


_SHOWN = {"date": "edtf", "place": "place", "groups": "groups", "event_type": "event_type", "status": "status"}


def _disagreements(event: Row, claims: Sequence[Row]) -> Iterator[str]:
    if not event["disagreements"]:
        yield "No disagreement between claims."
        return
    yield "Disagreements"
    for field in event["disagreements"]:
        for number, claim in enumerate(claims, 1):
            if field == "toll":
                value = "; ".join(said_toll(t) for t in json.loads(claim["toll"] or "[]"))
            else:
                value = claim[_SHOWN[field]]
                value = ", ".join(value) if isinstance(value, list) else value
            yield f"  {field}: claim {number} ({claim['document']}) says {value or 'nothing'}"
