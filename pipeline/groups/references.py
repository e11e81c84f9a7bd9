"""Later references to parties: introduced abbreviations and persons, surnames, "the group", "Malian troops"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, count

from msgspec.structs import replace

from pipeline.groups.names import Names, Vocabulary, names_of
from pipeline.groups.registry import Registry
from pipeline.groups.text import Token, start_of
from pipeline.model import GroupMention, Interval
from pipeline.sentences import split_all

_BRACKETED = re.compile(r"\s*\(\s*(?:or\s+|the\s+)?[\"“']?([A-Z][\w-]{1,14})[\"”']?\s*\)")
# "the group of eight", "the fighters who": says itself which, so it means no group named before
_LINKED = re.compile(r"[-‑](?:linked|affiliated|aligned|allied|inspired|backed)\b")  # "the X-linked group" is not X
_RESTRICTED = frozenset("of de known formerly called led including who which that whose from qui que dont".split())
_MAX_NAME = 6  # words of a person's name


@dataclass
class _Reader:
    """One pass over a document: what is known so far and what was found."""

    document: str
    text: str
    words: Sequence[Token]
    registry: Registry
    names: Names
    when: Interval | None
    local: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)  # key → rule, candidate ids
    found: list[GroupMention] = field(default_factory=list)
    spoken_of: str | None = None  # the armed group that "the group" would mean

    def add(self, start: int, end: int, rule: str, ids: tuple[str, ...]) -> None:
        """Puts down a mention; open, with a reason, where it fits several parties."""
        words = self.text[start:end]
        only = ids[0] if len(ids) == 1 else None
        reason = None if only else f"{words} may be any of {', '.join(ids)}"
        self.found.append(GroupMention(self.document, start, end, words, rule, only, ids, reason))


def find_references(
    document: str,
    text: str,
    words: Sequence[Token],
    named: Sequence[GroupMention],
    registry: Registry,
    when: Interval | None,
) -> tuple[GroupMention, ...]:
    """The named mentions and the references to them, in order of position."""
    reader = _Reader(document, text, words, registry, names_of(registry), when)
    _introduced_abbreviations(reader, named)
    named = _introduced_persons(reader, _spelt_out(reader, named))
    _surnames_of_named(reader, named)
    # Only an armed group can be "the group", so without one nothing hangs on where sentences begin.
    armed = any(m.group_id and registry.group(m.group_id).is_armed for m in named)
    sentence_starts = [s.start for s in split_all(text)] if armed else []
    at, following, since, sentence = 0, 0, 0, 0
    opening: str | None = None  # first armed group of the running sentence
    for index in _telling(reader, named, armed):
        if index < at:
            continue
        word = words[index]
        entered = sentence
        while sentence < len(sentence_starts) and sentence_starts[sentence] <= word.start:
            sentence += 1
        if sentence > entered:
            reader.spoken_of = opening or reader.spoken_of
            opening, since = None, len(reader.found)
        while following < len(named) and named[following].end <= word.start:
            following += 1
        if following < len(named) and named[following].start <= word.start:
            mention = named[following]
            reader.found.append(mention)
            while following + 1 < len(named) and named[following + 1].start == mention.start:
                following += 1
                reader.found.append(named[following])
            following += 1
            at = max(bisect_left(words, mention.end, key=start_of), index + 1)
        else:
            limit = named[following].start if following < len(named) else len(text)
            at = _reference(reader, index, limit, opening)
        opening = opening or _armed(reader, since)
    return tuple(reader.found)


def _telling(reader: _Reader, named: Sequence[GroupMention], armed: bool) -> list[int]:
    """Indices of the words at which a name or a reference may begin, in order; `armed` where "the group" may be one."""
    names, words, local = reader.names, reader.words, reader.local
    keys, openers = [word.key for word in words], names.references
    telling = set(compress(count(), map(openers.__contains__, keys)))
    if local:
        telling.update(compress(count(), map(local.__contains__, keys)))
    if armed:
        determiners, nouns = names.determiners, names.nouns
        telling.update([i for i in compress(count(), map(nouns.__contains__, keys[1:])) if keys[i] in determiners])
    telling.update(bisect_left(words, m.start, key=start_of) for m in named)
    return sorted(i for i in telling if i < len(words))


def _armed(reader: _Reader, since: int) -> str | None:
    """The armed group that the last mention speaks of, if it is of the running sentence."""
    mention = reader.found[-1] if len(reader.found) > since else None
    last = mention.group_id if mention and not _LINKED.match(reader.text, mention.end) else None
    return last if last and reader.registry.group(last).is_armed else None


def _reference(reader: _Reader, at: int, limit: int, opening: str | None) -> int:
    """Reads a reference that begins at a word; index of the word to go on with."""
    for read in (_local_name, _state, _later_reference, _titled_surname):
        end = read(reader, at, limit, opening)
        if end:
            return end
    return at + 1


def _local_name(reader: _Reader, at: int, limit: int, _: str | None) -> int | None:
    """A surname or abbreviation that the text has introduced."""
    word = reader.words[at]
    known = reader.local.get(word.key)
    if not known or not word.text[0].isupper():
        return None
    stop = word.end - 2 if word.text[-2:] in ("'s", "’s") else word.end
    start = word.start
    before = reader.words[at - 1] if at else None
    if before and before.key in reader.names.particles and reader.text[before.end : start] in (" ", "-", "‑"):
        start = before.start
    if reader.found and reader.found[-1].end > start:
        start = word.start
    reader.add(start, stop, *known)
    return at + 1


def _state(reader: _Reader, at: int, limit: int, _: str | None) -> int | None:
    """ "Malian troops", "Algerian security forces"; in French the adjective comes last."""
    words = reader.words
    if words[at].text[0].isupper():
        keys = [w.key for w in words[at : at + 9]]
        match = reader.names.adjectives.longest(keys, 0)
        if match and not (words[at].key in ("us", "uk") and not words[at].text.isupper()):
            return _institution_after(reader, at, at + match[0], match[1], limit)
        return None
    return _institution_before(reader, at, limit) if words[at].key in reader.names.behind else None


def _institution_after(reader: _Reader, at: int, after: int, states: tuple[str, ...], limit: int) -> int | None:
    words = reader.words
    for vocabulary in reader.names.vocabularies:
        index, last = after, None
        while index < min(len(words), after + 5) and words[index].end <= limit:
            if reader.text[words[index - 1].end : words[index].start].strip(" \n-‑."):
                break
            match = vocabulary.institutions.longest([w.key for w in words[index : index + 3]], 0)
            if match:
                index = last = index + match[0]
            elif words[index].key in vocabulary.modifiers:
                index += 1
            else:
                break
        describes = last and last < len(words) and words[last].key in vocabulary.not_before
        if last and not describes:
            reader.add(words[at].start, _bare_end(words[last - 1]), "state-institution", states)
            return last
    return None


def _bare_end(word: Token) -> int:
    return word.end - 2 if word.text[-2:] in ("'s", "’s") else word.end


def _institution_before(reader: _Reader, at: int, limit: int) -> int | None:
    """ "armée malienne", "forces de sécurité nigériennes"."""
    words = reader.words
    for vocabulary in reader.names.vocabularies:
        if vocabulary.language == "en":
            continue
        match = vocabulary.institutions.longest([w.key for w in words[at : at + 3]], 0)
        if not match:
            continue
        index = at + match[0]
        while index < min(len(words), at + 5) and words[index].key in vocabulary.modifiers:
            index += 1
        states = reader.names.adjectives.longest([words[index].key], 0) if index < len(words) else None
        if states and words[index].end <= limit:
            reader.add(words[at].start, words[index].end, "state-institution", states[1])
            return index + 1
    return None


def _later_reference(reader: _Reader, at: int, limit: int, opening: str | None) -> int | None:
    """ "the group": the first armed group of the running sentence, else of the last sentence that has one."""
    words, target = reader.words, opening or reader.spoken_of
    if not target or at + 1 >= len(words):
        return None
    for vocabulary in reader.names.vocabularies:
        determined = words[at].key in vocabulary.determiners
        first = at + 1 if determined else at
        match = vocabulary.nouns.longest([w.key for w in words[first : first + 3]], 0)
        if not match or words[first + match[0] - 1].end > limit:
            continue
        end = first + match[0]
        if not determined and not (end < len(words) and words[end].key in vocabulary.roles):
            continue  # "movement spokesman" has no article
        if end < len(words) and words[end].key in _RESTRICTED:
            continue  # "the group of eight": says itself which
        last = words[end - 1]
        reader.add(words[at].start, _bare_end(last), "later-reference", (target,))
        return end
    return None


def _titled_surname(reader: _Reader, at: int, limit: int, _: str | None) -> int | None:
    """ "President Bouteflika": an office and the surname of somebody who held it."""
    word = reader.words[at]
    ids = reader.names.surnames.get(word.key)
    if not ids or not at or not word.text[0].isupper() or word.end > limit:
        return None
    before = " ".join(w.key for w in reader.words[max(0, at - 3) : at])
    holders = tuple(
        i
        for i in ids
        for term in reader.registry.group(i).terms
        if before.endswith(term.office.lower().split(" of ")[0])
        and (not reader.when or term.interval.intersect(reader.when))
    )
    holders = tuple(dict.fromkeys(holders))
    if not holders:
        return None
    reader.add(word.start, _bare_end(word), "title-surname", holders)
    reader.local.setdefault(word.key, ("surname", holders))
    return at + 1


def _spelt_out(reader: _Reader, named: Sequence[GroupMention]) -> list[GroupMention]:
    """The mentions, with an abbreviation in brackets meaning the party just named: "Front for X (FX)"."""
    kept: list[GroupMention] = []
    for mention in named:
        before = kept[-1] if kept else None
        match = _BRACKETED.match(reader.text, before.end) if before is not None and before.group_id else None
        another = match and match.start(1) == mention.start and mention.group_id != before.group_id
        if another and _initials(before.text, mention.text):
            ids = (before.group_id,)
            mention = replace(mention, group_id=ids[0], candidates=ids, rule="introduced-abbreviation", reason=None)
        kept.append(mention)
    return kept


def _initials(name: str, short: str) -> bool:
    """Whether letters are the initials of a name's words, small ones left out or not."""
    words = [w for w in re.split(r"[\s-]+", name) if w]
    letters = "".join(w[0] for w in words).lower()
    return short.lower() in (letters, "".join(w[0] for w in words if w[0].isupper()).lower())


def _introduced_abbreviations(reader: _Reader, named: Sequence[GroupMention]) -> None:
    """ "Movement for … (ABC)": ABC means that party from here on."""
    for mention in named:
        match = _BRACKETED.match(reader.text, mention.end)
        if match and mention.group_id:
            key = match.group(1).lower()
            reader.local.setdefault(key, ("introduced-abbreviation", (mention.group_id,)))


def _surnames_of_named(reader: _Reader, named: Sequence[GroupMention]) -> None:
    """Persons named in full may be called by their surname elsewhere in the text."""
    for mention in named:
        if mention.rule in ("leader", "office-holder", "introduced-person"):
            parts = [w for w in mention.text.replace("-", " ").split() if w]
            ids = (mention.group_id,) if mention.group_id else mention.candidates
            if len(parts) > 1 and len(parts[-1]) > 3:
                reader.local.setdefault(_key(parts[-1]), ("surname", ids))


def _key(word: str) -> str:
    from pipeline.groups.text import fold

    return fold(word)


def _introduced_persons(reader: _Reader, named: Sequence[GroupMention]) -> list[GroupMention]:
    """Persons that the text itself puts beside a group and a role: "NAME, head of security for GROUP"."""
    by_start = {m.start: m for m in named}
    extra: dict[int, GroupMention] = {}
    for mention in named:
        if not mention.group_id or not reader.registry.group(mention.group_id).is_armed or mention.rule == "leader":
            continue
        for vocabulary in reader.names.vocabularies:
            span = _person_after(reader, mention, vocabulary) or _person_before(reader, mention, vocabulary)
            if not span:
                continue
            known = by_start.get(span[0])
            if known and known.rule == "office-holder":
                continue
            ids = (mention.group_id,)
            words = reader.text[span[0] : span[1]]
            person = GroupMention(reader.document, *span, words, "introduced-person", mention.group_id, ids)
            extra[span[0]] = person
            break
    spans = sorted((m.start, m.end) for m in extra.values())
    kept = [m for m in named if not _overlapped(m, spans)]
    return sorted([*kept, *extra.values()], key=lambda m: (m.start, m.end))


def _overlapped(mention: GroupMention, spans: list[tuple[int, int]]) -> bool:
    """Whether a mention shares letters with one of some spans in order."""
    after = bisect_left(spans, (mention.end, 0))
    return any(end > mention.start for _, end in spans[max(0, after - 2) : after])


def _person_after(reader: _Reader, mention: GroupMention, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """ "GROUP leader NAME", "GROUP's commander in Gao, NAME,"."""
    words = reader.words
    at = bisect_left(words, mention.end, key=start_of)
    role = next((i for i in range(at, min(at + 3, len(words))) if words[i].key in vocabulary.roles), None)
    if role is None or set(reader.text[mention.end : words[role].start]) & set(".,;:()\n"):
        return None
    first = role + 1
    for _ in range(4):  # "commander in the city of Gao, NAME"
        if first >= len(words):
            return None
        gap = reader.text[words[first - 1].end : words[first].start]
        if words[first].text[0].isupper() and (gap == ", " or first == role + 1):
            return _person_name(reader, first)
        if set(gap) & set(".;:()\n"):
            return None
        first += 1
    return None


def _person_before(reader: _Reader, mention: GroupMention, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """ "NAME, head of security for GROUP"."""
    words = reader.words
    at = bisect_left(words, mention.start, key=start_of)
    role = next((i for i in range(at - 1, max(-1, at - 9), -1) if words[i].key in vocabulary.roles), None)
    if role is None or not any(w.key in vocabulary.linkers for w in words[role + 1 : at]):
        return None
    if set(reader.text[words[role].end : mention.start]) & set(".,;:()\n"):
        return None
    for index in range(role, max(-1, role - 5), -1):
        if index and reader.text[words[index - 1].end : words[index].start].startswith(","):
            last = index - 1
            first = last
            while first and last - first < _MAX_NAME and _in_name(reader, first - 1) and _joined(reader, first - 1):
                first -= 1
            while first < last and not words[first].text[0].isupper():
                first += 1
            enough = words[first].text[0].isupper() and words[last].text[0].isupper() and last > first
            return (words[first].start, words[last].end) if enough else None
    return None


def _in_name(reader: _Reader, index: int) -> bool:
    word = reader.words[index]
    return word.text[0].isupper() or word.key in reader.names.particles


def _joined(reader: _Reader, index: int) -> bool:
    gap = reader.text[reader.words[index].end : reader.words[index + 1].start]
    return gap in (" ", "-", "‑", "\n")


def _person_name(reader: _Reader, first: int) -> tuple[int, int] | None:
    """The person's name that begins at a word."""
    words, last = reader.words, first
    while last + 1 < len(words) and last - first < _MAX_NAME and _joined(reader, last) and _in_name(reader, last + 1):
        last += 1
    while last > first and not words[last].text[0].isupper():
        last -= 1
    return (words[first].start, _bare_end(words[last])) if last > first else None
