"""What people put into the ledger: one entry a correction, with the evidence by which its event is found again."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from pipeline.corrections import fields
from pipeline.model import Event, EventMention

QUOTED = 200  # characters of a sentence that an entry carries, so that people can read what it was about
LONGEST = {"by": 100, "reason": 2000}
EVIDENCE = 20  # claims of an event that an entry names
Json = str | int | float | None | list | dict


class EntryInvalid(ValueError):
    """An entry that can't stand in the ledger; the message says why."""


class Kind(StrEnum):
    """What an entry does."""

    PUBLISHED = "published"  # sets a document's date of publication
    ACCEPT = "accept"
    EDIT = "edit"  # sets one field of an event
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"  # takes another entry back, an undo among them


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim as an entry names it: by its document, the characters of its trigger, and a digest of its sentence."""

    document: str
    start: int
    end: int
    sentence: str  # `digest_of` the sentence
    at: int  # characters from the beginning of the sentence to the trigger
    event_type: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An event as an entry names it: its id and title at the time, and its claims, the best first."""

    event_id: str
    title: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `at` is an ISO 8601 time in UTC.

    `events` holds one target, of a merge two or more (the first keeps its id); `field` and `value` belong to an edit,
    `parts` to a split (claims that stay, then those of each further event), `document` and `value` (EDTF) to a date of
    publication, `undoes` to an undo.
    """

    id: str
    at: str
    by: str
    kind: Kind
    reason: str = ""
    events: tuple[Target, ...] = ()
    field: str | None = None
    value: Json = None
    parts: tuple[tuple[Evidence, ...], ...] = ()
    document: str | None = None
    undoes: str | None = None
    was: str | None = None  # the date of publication that the document states, where it states one


def digest_of(sentence: str) -> str:
    """A short digest of a sentence's words, spaces aside."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def evidence_of(mention: EventMention, sentence: str) -> Evidence:
    """The evidence that a claim is."""
    words = " ".join(sentence.split())
    at = mention.start - mention.sentence.start
    return Evidence(
        mention.document, mention.start, mention.end, digest_of(words), at, mention.event_type, words[:QUOTED]
    )


def target_of(event: Event) -> Target:
    """An event as an entry names it."""
    claims = event.claims[:EVIDENCE]
    return Target(event.event_id, event.title, tuple(evidence_of(c.mention, c.evidence) for c in claims))


def new(kind: Kind, *, by: str, reason: str = "", **what: object) -> Entry:
    """An entry of this moment. EntryInvalid where it can't stand."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    entry = Entry(uuid.uuid4().hex[:12], at, " ".join(by.split()), kind, reason.strip(), **what)
    check(entry)
    return entry


def accept(event: Event, *, by: str, reason: str = "") -> Entry:
    """The event is as it should be."""
    return new(Kind.ACCEPT, by=by, reason=reason, events=(target_of(event),))


def reject(event: Event, *, by: str, reason: str = "") -> Entry:
    """The event is none, and leaves the table."""
    return new(Kind.REJECT, by=by, reason=reason, events=(target_of(event),))


def edit(event: Event, field: str, value: Json, *, by: str, reason: str = "") -> Entry:
    """One field of the event set to a value, as `fields` writes values."""
    return new(Kind.EDIT, by=by, reason=reason, events=(target_of(event),), field=field, value=value)


def merge(events: Iterable[Event], *, by: str, reason: str = "") -> Entry:
    """Two events or more are one; the first keeps its id."""
    return new(Kind.MERGE, by=by, reason=reason, events=tuple(target_of(e) for e in events))


def split(event: Event, parts: Iterable[Iterable[str]], *, by: str, reason: str = "") -> Entry:
    """One event is several: `parts` holds claim ids, first of those that stay, then of each event that they make."""
    known = {c.claim_id: evidence_of(c.mention, c.evidence) for c in event.claims}
    groups = tuple(tuple(known[claim] for claim in part) for part in parts)
    return new(Kind.SPLIT, by=by, reason=reason, events=(target_of(event),), parts=groups)


def undo(entry: Entry, *, by: str, reason: str = "") -> Entry:
    """Takes an entry back."""
    return new(Kind.UNDO, by=by, reason=reason, undoes=entry.id)


def published(document: str, date: str, *, by: str, reason: str = "", was: str | None = None) -> Entry:
    """A document's date of publication, as EDTF; `was` is what the document states."""
    return new(Kind.PUBLISHED, by=by, reason=reason, document=document, value=date, was=was)


def dump(entry: Entry) -> str:
    """An entry as a line of JSON; what it leaves empty is left out."""
    record = {key: value for key, value in asdict(entry).items() if value not in ((), None, "")}
    if entry.kind is Kind.EDIT:
        record["value"] = entry.value  # None empties a field
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def parse(line: str) -> Entry:
    """The entry of a line. EntryInvalid."""
    try:
        record = json.loads(line)
        if not isinstance(record, dict):
            raise EntryInvalid("it is no JSON object")
        entry = _entry(record)
    except EntryInvalid:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise EntryInvalid(f"it is no entry of the ledger ({type(error).__name__}: {error})") from error
    check(entry)
    return entry


def _entry(record: Mapping) -> Entry:
    if "kind" not in record and record.get("field") == Kind.PUBLISHED:  # as ledgers were written at first
        known = {k: record[k] for k in ("document", "value", "by", "at", "reason") if k in record}
        return Entry(id=digest_of(json.dumps(record, sort_keys=True))[:12], kind=Kind.PUBLISHED, **known)
    values = dict(record)
    values["kind"] = Kind(values["kind"])
    values["events"] = tuple(
        Target(t["event_id"], t["title"], _all_evidence(t["evidence"])) for t in values.get("events", ())
    )
    values["parts"] = tuple(_all_evidence(part) for part in values.get("parts", ()))
    return Entry(**values)


def _all_evidence(items: Iterable[Mapping]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**item) for item in items)


def check(entry: Entry) -> None:
    """EntryInvalid where an entry lacks what its kind needs, or holds what none may."""
    for name in ("id", "at", "by", "reason"):
        if not isinstance(getattr(entry, name), str):
            raise EntryInvalid(f"“{name}” is no text")
    if not entry.id or not entry.by.strip():
        raise EntryInvalid("it doesn't say who made it" if entry.id else "it has no id")
    try:
        datetime.fromisoformat(entry.at)
    except ValueError as error:
        raise EntryInvalid(f"“{entry.at}” is no time") from error
    for name, most in LONGEST.items():
        if len(getattr(entry, name)) > most:
            raise EntryInvalid(f"“{name}” is longer than {most:,} characters")
    _check_kind(entry)


def _check_kind(entry: Entry) -> None:
    kind, events = entry.kind, len(entry.events)
    if kind is Kind.PUBLISHED:
        if not entry.document or not isinstance(entry.value, str):
            raise EntryInvalid("a date of publication needs its document and a date")
        fields.date_of(entry.value)
    elif kind is Kind.UNDO:
        if not entry.undoes:
            raise EntryInvalid("an undo names the entry that it takes back")
    elif (events < 2 if kind is Kind.MERGE else events != 1) or any(not t.evidence for t in entry.events):
        raise EntryInvalid("it names too few events, or too many, or one without evidence")
    if kind is Kind.EDIT:
        fields.check(entry.field, entry.value)
    if kind is Kind.SPLIT and (len(entry.parts) < 2 or any(not part for part in entry.parts)):
        raise EntryInvalid("a split needs claims that stay and claims that go")
