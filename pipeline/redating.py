"""A publication date set right: what it would move, and the correction itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

from pipeline import build, corrections, edtf, store
from pipeline.analyse import analyse
from pipeline.corrections import LEDGER
from pipeline.model import Analysis, DateMention, Document, EventMention, Publication
from pipeline.report import plain

__all__ = ["LEDGER", "CannotRedate", "Move", "Redating", "correct", "preview", "redate", "show"]


class CannotRedate(ValueError):
    """There is nothing to correct, or the date is none; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Move:
    """A date or an event in both readings. `before` and `after` are EDTF, None for undated."""

    kind: str  # "date" or "event"
    start: int
    end: int
    text: str  # the words of a date, the title of an event
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Redating:
    """A document before and after its publication date was corrected."""

    before: Publication
    after: Publication
    moves: tuple[Move, ...]
    unmoved: int  # dates and events whose days are the same


def redate(document: Document, published: str) -> Redating:
    """Read `document` as it stands and as published on `published` (EDTF; ValueError), and list what moved."""
    before = analyse(document)
    after = analyse(replace(document, published=published, published_rule="corrected"))
    pairs = [*_pairs("date", before, after), *_pairs("event", before, after)]
    moves = tuple(move for move in pairs if move.before != move.after)
    return Redating(before.publication, after.publication, moves, len(pairs) - len(moves))


def preview(directory: Path, document: str, published: str) -> Redating:
    """What a correction would move in the table in `directory`; CannotRedate."""
    try:
        edtf.parse(published)
        documents = {d.id: d for d in store.stored_documents(directory)}
    except ValueError as error:
        raise CannotRedate(f"“{published}” is no date in EDTF ({error}). Write 2013-01-25, 2013-01 or 2013.") from error
    except (store.TableMissing, store.TableDamaged) as error:
        raise CannotRedate(f"{error}. Build it with: python -m pipeline build PATH… --output {directory}") from error
    if document not in documents:
        known = ", ".join(sorted(documents)[:20])
        raise CannotRedate(f"The table in {directory} has no document “{document}”. It has: {known}.")
    return redate(documents[document], published)


def correct(directory: Path, document: str, published: str, *, by: str, reason: str) -> build.Summary:
    """Put the correction into the ledger and build the table anew from the documents in it; CannotRedate."""
    try:
        was = _stated(directory, document)
        corrections.append(directory, corrections.published(document, published, by=by, reason=reason, was=was))
        return build.rebuild(directory)
    except OSError as error:
        raise CannotRedate(f"{error.filename or directory} can't be written: {error.strerror}.") from error
    except (corrections.EntryInvalid, corrections.ValueInvalid) as error:
        raise CannotRedate(str(error)) from error


def _stated(directory: Path, document: str) -> str | None:
    """The date of publication that a document states itself, whatever corrections say."""
    known = next((d for d in store.stored_documents(directory) if d.id == document), None)
    return corrections.correct_document(known, _without_dates(directory)).published if known else None


def _without_dates(directory: Path) -> corrections.Ledger:
    """The ledger of `directory`, with every correction of a date taken back."""
    ledger = corrections.read_ledger(directory)
    dates = [entry for entry in ledger.standing() if entry.kind is corrections.Kind.PUBLISHED]
    return corrections.Ledger((*ledger.entries, *(corrections.undo(entry, by=entry.by) for entry in dates)))


def show(console: Console, outcome: Redating) -> None:
    """Print both publication dates, and each date and event that moves."""
    console.print(plain(f"Published: {_said(outcome.before.edtf)} → {_said(outcome.after.edtf)}"))
    for reason in outcome.after.left_out:
        console.print(plain(f"  The text speaks against it: {reason.text}"), style="yellow")
    grid = Grid(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", "What", "Before", "After"):
        grid.add_column(heading)
    for move in outcome.moves:
        grid.add_row(move.kind, plain(move.text), _said(move.before), _said(move.after))
    if outcome.moves:
        console.print(grid)
    console.print(f"{len(outcome.moves)} moved · {outcome.unmoved} stay", style="dim")


def _said(date: str | None) -> str:
    return edtf.say(date) if date else "undated"


def _pairs(kind: str, before: Analysis, after: Analysis) -> Iterator[Move]:
    """Mentions with the same span in both readings, or in one alone, in the order of the text."""
    old, new = _by_span(kind, before), _by_span(kind, after)
    for start, end in sorted(old.keys() | new.keys()):
        was, now = old.get((start, end)), new.get((start, end))
        yield Move(kind, start, end, _words(now or was), _edtf(was), _edtf(now))


def _by_span(kind: str, analysis: Analysis) -> dict[tuple[int, int], DateMention | EventMention]:
    mentions = analysis.dates if kind == "date" else analysis.events
    return {(mention.start, mention.end): mention for mention in mentions}


def _words(mention: DateMention | EventMention) -> str:
    return mention.title if isinstance(mention, EventMention) else mention.text


def _edtf(mention: DateMention | EventMention | None) -> str | None:
    if isinstance(mention, EventMention):
        return mention.when.edtf if mention.when else None
    return mention.edtf if mention else None
