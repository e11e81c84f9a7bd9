"""Whom the subject of an English verb names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.events.parties import Party
from pipeline.events.reading import Named, Standing, earlier, named
from pipeline.events.sentences import Sentence
from pipeline.syntax import Phrase
from pipeline.syntax.chunks import QUOTE, SC, STOP, VG, WH

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_PARTING = (VG, WH, STOP, SC, QUOTE)  # between two names of a list stands none of these
_LIST_GAP = 6  # words between two names of a list


def doer(sentence: Sentence, subject: Phrase | None, reader: Reader) -> Named:
    """Whom a subject names; who is meant where it is a pronoun."""
    if subject is None:
        return Named((), Standing.PRONOUN)
    found = named(sentence, subject, reader)
    if not any(p.ids for p in found.parties) and (row := _apposed(sentence, subject, reader)):
        return Named(row, Standing.PARTY)
    if found.standing is Standing.PARTY and found.parties:
        row = _row_before(sentence, subject, reader)
        return replace(found, parties=(*row, *[p for p in found.parties if p not in row])) if row else found
    if found.standing is not Standing.PRONOUN:
        return found
    return Named(earlier(sentence, subject.heads[0], reader), Standing.PRONOUN)


def _apposed(sentence: Sentence, subject: Phrase, reader: Reader) -> tuple[Party, ...]:
    """Named parties between commas after a subject: "two rival groups, X and Y, clashed"."""
    at, row = subject.end, []
    if at >= len(sentence.words) or "," not in sentence.gap(at):
        return ()
    for party in reader.parties(sentence, at, len(sentence.words)):
        if not party.ids or any(w.key != "and" for w in sentence.words[at : party.start]):
            break
        row.append(party)
        at = party.end
    return tuple(row)


def _row_before(sentence: Sentence, subject: Phrase, reader: Reader) -> tuple[Party, ...]:
    """Named parties of a list that ends in a subject: "X, Y in the west, and Z met"."""
    reading, first = reader.reading(sentence), subject.start
    row: list[Party] = []
    for party in reversed([p for p in reader.parties(sentence, 0, first) if p.ids] if first else ()):
        apart = sentence.text[sentence.words[party.end - 1].end : sentence.words[first].start]
        verbal = any(party.end <= c.start < first and c.kind in _PARTING for c in reading.chunks)
        listed = "," in apart or apart.split()[-1:] == ["and"] or apart.strip() == "/"
        if verbal or not listed or len(apart.split()) > _LIST_GAP or apart.split()[:1] == ["'s"]:
            break
        before = sentence.words[party.start - 1].key if party.start else ""
        if reader.lexicon.has("in_place", before) or before in ("for", "with", "against", "of", "from", "after", "by"):
            break
        row.append(party)
        first = party.start
    return tuple(reversed(row))
