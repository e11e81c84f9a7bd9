"""A ledger applied to the events that the program read. Pure: no file, no document, no clock.

First what belongs together is settled, merges and splits in the order of the ledger; then values and verdicts, the last
entry on a field holding. So entries on different fields may come in any order, and a correction of an event that is
later merged moves along with its evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.corrections import fields
from pipeline.corrections.entry import Entry, Json, Kind
from pipeline.corrections.find import Finder, is_named, sentences
from pipeline.corrections.join import event_of_claims, part_id
from pipeline.corrections.ledger import Ledger
from pipeline.model import Claim, Event

VERDICTS = (Kind.ACCEPT, Kind.REJECT)


class State(StrEnum):
    """What became of an entry."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"  # a later entry says otherwise of the same field
    UNDONE = "undone"
    UNMATCHED = "unmatched"  # its evidence is gone


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry and what became of it; `original` and `corrected` as `fields` writes values, of an edit that holds."""

    entry: Entry
    state: State
    event_id: str | None = None  # the event that it is about today
    original: Json = None
    corrected: Json = None
    reason: str = ""  # why it finds nothing


@dataclass(frozen=True, slots=True)
class Corrected:
    """Events as corrected, in no particular order, and what was done to them."""

    events: tuple[Event, ...]
    machine: tuple[Event, ...] = ()  # as read, those that are not as they were
    rejected: tuple[Event, ...] = ()  # as corrected, those that left the table
    outcomes: tuple[Outcome, ...] = ()  # one an entry, in the order of the ledger


@dataclass
class _Work:
    """Claims in clusters of one event, while these are moved about."""

    finder: Finder
    clusters: dict[str, list[Claim]]
    home: dict[str, str]  # claim id → event id
    moved: set[str] = field(default_factory=set)  # clusters that are not as read
    gone: dict[str, str] = field(default_factory=dict)  # entry id → why it finds nothing
    about: dict[str, str] = field(default_factory=dict)  # entry id → claim by which its event is known


def unmatched(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Entries whose evidence is gone: kept in the ledger, and to be reported."""
    return tuple(o for o in outcomes if o.state is State.UNMATCHED)


def concerned(ledger: Ledger) -> Callable[[Event], bool]:
    """Tells which events a ledger may change; all others can go their way without being held."""
    wanted = sentences(ledger.standing())
    return lambda event: bool(wanted) and is_named(event, wanted)


def apply(events: Iterable[Event], ledger: Ledger) -> Corrected:
    """The events as corrected. `events` may be all of a table, or those that `concerned` names."""
    is_concerned = concerned(ledger)
    touched: list[Event] = []
    others: list[Event] = []
    for event in events:
        (touched if is_concerned(event) else others).append(event)
    work = _Work(
        Finder(touched), {e.event_id: list(e.claims) for e in touched},
        {c.claim_id: e.event_id for e in touched for c in e.claims},
    )  # fmt: skip
    standing = ledger.standing()
    for entry in standing:
        if entry.kind in (Kind.MERGE, Kind.SPLIT):
            (_merge if entry.kind is Kind.MERGE else _split)(work, entry)
    holding = _values(work, standing)
    read = {event.event_id: event for event in touched}
    bases = {i: event_of_claims(i, c, read) if i in work.moved else read[i] for i, c in work.clusters.items()}
    return _finish(work, ledger, bases, holding, read, others)


def _merge(work: _Work, entry: Entry) -> None:
    found = [work.finder.first(target.evidence) for target in entry.events]
    claims = [claim for claim in found if claim]
    if len(claims) < len(found):
        missing = next(t for t, claim in zip(entry.events, found, strict=True) if claim is None)
        work.gone[entry.id] = f"the evidence of “{missing.title}” is gone"
    if len(claims) < 2:
        return
    work.about[entry.id] = claims[0].claim_id
    first, *others = dict.fromkeys(work.home[claim.claim_id] for claim in claims)
    for other in others:
        for claim in work.clusters.pop(other):
            work.clusters[first].append(claim)
            work.home[claim.claim_id] = first
        work.moved |= {first}


def _split(work: _Work, entry: Entry) -> None:
    stay, *parts = [list(filter(None, map(work.finder.claim, part))) for part in entry.parts]
    anchor = next(iter(stay), None) or work.finder.first(entry.events[0].evidence)
    if anchor is None or not any(parts):
        work.gone[entry.id] = "the claims that it parts are gone"
        return
    work.about[entry.id] = anchor.claim_id
    home = work.home[anchor.claim_id]
    kept = {claim.claim_id for claim in stay}
    for part in parts:
        own = {c.claim_id: c for c in part if work.home[c.claim_id] == home and c.claim_id not in kept}
        if not own or len(own) == len(work.clusters[home]):
            continue  # parted already, or nothing would stay
        new = part_id(own.values())
        new = part_id(own.values(), entry.id) if new in work.clusters else new
        work.clusters[new] = list(own.values())
        work.clusters[home] = [c for c in work.clusters[home] if c.claim_id not in own]
        work.home |= dict.fromkeys(own, new)
        work.moved |= {home, new}


def _values(work: _Work, entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """For each event and field the entry that holds; a verdict counts as a field."""
    holding: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.kind is not Kind.EDIT and entry.kind not in VERDICTS:
            continue
        claim = work.finder.first(entry.events[0].evidence)
        if claim is None:
            work.gone[entry.id] = "its sentence is gone, or no event is read in it any more"
            continue
        work.about[entry.id] = claim.claim_id
        name = entry.field if entry.kind is Kind.EDIT else "verdict"
        holding[work.home[claim.claim_id], name] = entry
    return holding


def _finish(work, ledger, bases, holding, read, others) -> Corrected:
    events, rejected, originals = list(others), [], {}
    for event_id, base in bases.items():
        event = base
        for name in fields.FIELDS:
            if entry := holding.get((event_id, name)):
                originals[entry.id] = fields.value_of(base, name)
                event = fields.with_value(event, name, entry.value)
        verdict = holding.get((event_id, "verdict"))
        (rejected if verdict and verdict.kind is Kind.REJECT else events).append(event)
    final = {event.event_id: event for event in events}
    machine = tuple(event for i, event in read.items() if final.get(i) != event)
    held = {entry.id for entry in holding.values()}
    undone = ledger.undone()
    outcomes = tuple(_outcome(entry, work, undone, held, originals) for entry in ledger.entries)
    return Corrected(tuple(events), machine, tuple(rejected), outcomes)


def _outcome(entry: Entry, work: _Work, undone: frozenset[str], held: set[str], originals: dict[str, Json]) -> Outcome:
    claim = work.about.get(entry.id)
    event_id = work.home[claim] if claim else None
    if entry.id in undone:
        return Outcome(entry, State.UNDONE)
    if entry.id in work.gone:
        return Outcome(entry, State.UNMATCHED, event_id, reason=work.gone[entry.id])
    if entry.kind in (Kind.EDIT, *VERDICTS) and entry.id not in held:
        return Outcome(entry, State.SUPERSEDED, event_id)
    corrected = entry.value if entry.kind is Kind.EDIT else None
    return Outcome(entry, State.APPLIED, event_id, originals.get(entry.id), corrected)
