"""The sentences of a report's own prose, with what other stages found in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pipeline.groups.text import Token, all_tokens, key_of, start_of
from pipeline.memo import lazy
from pipeline.model import Block, BlockKind, DateMention, GroupMention, PlaceMention, Prose, Span
from pipeline.sentences import split_all
from pipeline.syntax.classes import PRONOUNS

_QUOTES = re.compile('["“”«»„]')
# "Gwoza (Gwoza LGA, Borno state)", "the Volunteers (VDP)": names in brackets that only say more of the name before them
_NAME = (
    r"[A-ZÀ-Þ][\w'’.-]*|of|de|du|des|and|et|state|region|province|department|district|prefecture"
    r"|county|commune|area|faction|branch|wing|militia"
)
_ASIDE = re.compile(rf" \((?:(?:{_NAME})(?:, | |/|(?=\)))){{1,10}}\)")
_STOPS = frozenset(".;:()")
_PRONOUNS = PRONOUNS | {"il", "elle", "ils", "elles"}
_NOTHING: frozenset[int] = frozenset()
_PLAIN = (" ", ", ", "; ")
_FLOWING = (BlockKind.ASIDE, BlockKind.SOURCE)  # they stand inside sentences, so their line breaks end none

M = TypeVar("M", DateMention, PlaceMention, GroupMention)


class Sentence(Struct, frozen=True, dict=True, eq=False):
    """One sentence: words, which of them are quoted, and the mentions inside it."""

    span: Span
    text: str  # of the whole document, other blocks blanked; offsets are the document's
    words: tuple[Token, ...]
    starts: Sequence[int]  # of the words
    keys: tuple[str, ...]  # the words, folded
    quoted: tuple[bool, ...]  # for each word
    paragraph: int
    lead: bool  # in the first paragraph of prose
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    groups: tuple[GroupMention, ...]
    cited: tuple[DateMention, ...]  # dates of sources cited in it

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The words, folded, in no order."""
        return frozenset(self.keys)

    @lazy
    def refers_back(self) -> bool:
        """Whether its words may mean somebody whom only earlier sentences name: a pronoun, a quotation."""
        return True in self.quoted or not _PRONOUNS.isdisjoint(self.vocabulary)

    @lazy
    def asides(self) -> tuple[str, ...]:
        """The brackets around mere names, as they stand."""
        if self.text.find("(", self.span.start, self.span.end) < 0:
            return ()
        return tuple(match[0] for match in _ASIDE.finditer(self.text, self.span.start, self.span.end))

    @lazy
    def gaps(self) -> tuple[str, ...]:
        """What stands between each word and the one before it, "" before the first; names in brackets stand in none."""
        text = self.text
        gaps = ["", *[text[a.end : b.start] for a, b in pairwise(self.words)]]
        for index, gap in self._softened().items():
            gaps[index] = gap
        return tuple(gaps)

    @lazy
    def dated(self) -> frozenset[int]:
        """Which words are part of a date; "seven-day" beside a noun is none, but what sort of truce it is."""
        return self._inside([d for d in self.dates if not (d.timex_type == "DURATION" and "-" in d.text)])

    @lazy
    def named(self) -> frozenset[int]:
        """Which words are part of a place's or a party's name."""
        return self._inside((*self.places, *self.groups))

    def _softened(self) -> dict[int, str]:
        """What is read before a word in place of what stands there: brackets around mere names count for nothing."""
        softened: dict[int, str] = {}
        if self.text.find("(", self.span.start, self.span.end) < 0:
            return softened
        for match in _ASIDE.finditer(self.text, self.span.start, self.span.end):
            first, after = self.word_at(match.start()), self.word_at(match.end())
            if not first or not (self.words[first - 1].text[0].isupper() or self._names_again(first)):
                continue
            softened |= dict.fromkeys(range(first, after), " ")
            rest = self.text[match.end() : self.words[after].start] if after < len(self.words) else ""
            if rest in _PLAIN:
                softened[after] = rest
        return softened

    def _names_again(self, first: int) -> bool:
        """ "Groupe de soutien à l'islam (GSIM)": a group's name and then its letters."""
        before, inside = self.words[first - 1], self.words[first]
        named = [g for g in self.groups if g.start <= before.start < g.end or g.start <= inside.start < g.end]
        return len(named) > 1

    def _inside(self, mentions: Sequence[DateMention | PlaceMention | GroupMention]) -> frozenset[int]:
        if not mentions:
            return _NOTHING
        return frozenset([i for m in mentions for i in range(self.word_at(m.start), self.word_at(m.end))])

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it; brackets around mere names count for nothing."""
        return self.gaps[index]

    def parted(self, index: int) -> bool:
        """Whether a stop, a colon or a bracket stands between a word and the one before it."""
        gap = self.gaps[index]
        return gap != " " and not _STOPS.isdisjoint(gap)

    def inside_name(self, index: int) -> bool:
        """Whether a word is part of a place's or a party's name."""
        return index in self.named

    def after(self, index: int) -> str:
        """What stands between a word and the next, or the sentence's end."""
        end = self.words[index + 1].start if index + 1 < len(self.words) else self.span.end
        return self.text[self.words[index].end : end]

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after an offset."""
        return bisect_left(self.starts, offset)


def names_a_day(mention: DateMention) -> bool:
    """Whether a mention names a day, though none that can be told where the report's own is not known: "Thursday"."""
    return mention.timex_type in ("DATE", "TIME") and not (mention.value or "").endswith("_REF")


def flowing(prose: Prose, *kinds: BlockKind) -> str:
    """`prose.masked(*kinds)` with the line breaks in and around asides and citations blanked as well."""
    text = prose.masked(*kinds)
    parts, at = [], 0
    blocks = prose.blocks
    for index, block in enumerate(blocks):
        if block.kind not in _FLOWING:
            continue
        start = max(at, blocks[index - 1].span.end if index else block.span.start)
        end = blocks[index + 1].span.start if index + 1 < len(blocks) else block.span.end
        parts += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join([*parts, text[at:]])


def read_sentences(
    prose: Prose,
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    groups: Sequence[GroupMention],
) -> list[Sentence]:
    """The sentences of the body; of the title where there is no body.

    A source cited after a quotation of several sentences is cited for all of them.
    """
    kind = BlockKind.BODY if prose.of_kind(BlockKind.BODY) else BlockKind.TITLE
    text = flowing(prose, kind)
    spans = split_all(text)
    blocks = prose.of_kind(BlockKind.SOURCE)
    starts = [b.span.start for b in blocks]
    inside_source = [bool(starts) and _inside(d, blocks, starts) for d in dates]
    cited = [d for d, inside in zip(dates, inside_source, strict=True) if inside]
    told = [d for d, inside in zip(dates, inside_source, strict=True) if not inside]
    begin, end = [s.start for s in spans], [s.end for s in spans]
    rows = [_by_span(mentions, begin, end) for mentions in (told, places, groups)]
    sources = _by_span(cited, begin, [*begin[1:], len(text)])
    everything = all_tokens(prose.text)
    if text != prose.text:
        everything = tuple([w for w in everything if text[w.start] != " "])  # other blocks are blanked
    begins, keys = list(map(start_of, everything)), tuple(map(key_of, everything))
    sentences, open_ends, paragraph, quoting = [], [], 0, False
    for index, span in enumerate(spans):
        if index and "\n" in text[spans[index - 1].end : span.start]:
            paragraph, quoting = paragraph + 1, False
        own = slice(bisect_left(begins, span.start), bisect_left(begins, span.end))
        quoted, quoting = _quoted(text, span, begins[own], quoting)
        words, inside = (everything[own], begins[own], keys[own]), [row[index] for row in rows]
        sentences.append(Sentence(span, text, *words, quoted, paragraph, paragraph == 0, *inside, sources[index]))
        open_ends.append(quoting)
    for index in range(len(sentences) - 2, -1, -1):
        if (
            open_ends[index]
            and not sentences[index].cited
            and sentences[index + 1].paragraph == sentences[index].paragraph
        ):
            sentences[index] = replace(sentences[index], cited=sentences[index + 1].cited)
    return sentences


def _inside(mention: DateMention, blocks: Sequence[Block], starts: Sequence[int]) -> bool:
    before = bisect_right(starts, mention.start)
    return before > 0 and mention.end <= blocks[before - 1].span.end


def _by_span(mentions: Sequence[M], begin: Sequence[int], end: Sequence[int]) -> list[tuple[M, ...]]:
    """For each of some stretches [begin, end) the mentions that begin in it, in order of position."""
    rows: list[tuple[M, ...]] = [()] * len(begin)
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        at = bisect_right(begin, mention.start) - 1
        if at >= 0 and mention.start < end[at]:
            rows[at] += (mention,)
    return rows


def _quoted(text: str, span: Span, begins: Sequence[int], quoting: bool) -> tuple[tuple[bool, ...], bool]:
    """For each word whether it stands inside double quotation marks, and whether a quotation is open at the end."""
    flags: list[bool] = []
    for mark in _QUOTES.finditer(text, span.start, span.end):
        flags += [quoting] * (bisect_left(begins, mark.start()) - len(flags))  # the words before it
        quoting = True if mark[0] in "“«„" else False if mark[0] in "”»" else not quoting
    return (*flags, *[quoting] * (len(begins) - len(flags))), quoting
