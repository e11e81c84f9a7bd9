"""Parties in a text: names of the registry, then later references to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline.groups.names import Name, Names, fits, names_of
from pipeline.groups.registry import Registry
from pipeline.groups.text import Token, all_tokens, fold, sound, tokens
from pipeline.model import BlockKind, GroupMention, Interval, Prose

READ = (BlockKind.TITLE, BlockKind.BODY, BlockKind.DATELINE)
_LONGEST = 16  # words of a name
_OF = frozenset("of the from de du des la le l".split())
_JOINS = frozenset(("and", "et"))
_JOINT = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*|[ \t]*[-‐‑–'’/(][ \t]*|\.[ ]?|,[ ]\Z")
_AND_COUNTRY = re.compile(r"\)?\s+(?:and|et)\s+([^\W\d_]+)")
_IN_COUNTRY = re.compile(
    r"\)?(?:\s+(?:groups|branches|militants|fighters|members|movements|groupes))?\s+(?:in|en)\s+([^\W\d_]+)(?:(?:,\s*([^\W\d_]+))?,?\s+(?:and|et)\s+([^\W\d_]+))?"
)


def find_groups(
    document_id: str, prose: Prose, registry: Registry, when: Interval | None = None
) -> tuple[GroupMention, ...]:
    """Mentions of parties in title, body and dateline, in order of position.

    `when` are the days the text speaks of, where known: a leader or an alias then leads to the party it belonged to on
    those days. Rules: alias, leader, office-holder, introduced-abbreviation, introduced-person, surname, title-surname,
    state-institution, later-reference, country-after. A name that fits several parties has `group_id` None, the
    parties as `candidates` and a reason. Linear in the length of the text.
    """
    from pipeline.groups.references import find_references

    text = prose.masked(*READ)
    words = all_tokens(prose.text)
    if text != prose.text:
        words = [w for w in words if text[w.start] != " "]
    named = _named(document_id, text, words, registry, names_of(registry), when)
    return find_references(document_id, text, words, named, registry, when)


def settle(mentions: Iterable[GroupMention], registry: Registry, when: Interval | None) -> tuple[GroupMention, ...]:
    """The mentions with open ones decided where only one candidate is left on the days of `when`."""
    return tuple(m if m.group_id or not when else _settled(m, registry, when) for m in mentions)


def _settled(mention: GroupMention, registry: Registry, when: Interval) -> GroupMention:
    left = registry.at(mention.candidates, when)
    if mention.rule == "leader":
        left = tuple(i for i in left if _leads(registry, i, mention.text, when)) or left
    if len(left) != 1:
        return mention
    return replace(mention, group_id=left[0], rule=f"{mention.rule}-at-date", reason=None)


def _leads(registry: Registry, group_id: str, name: str, when: Interval) -> bool:
    """Whether a person so called (full name, spelling or last part) led the group on a day of `when`."""
    heard = [k for k in (sound(t.key) for t in tokens(name)) if k]
    for leader in registry.group(group_id).leaders:
        for text in (leader.name, *leader.spellings):
            keys = [k for k in (sound(t.key) for t in tokens(text)) if k]
            if keys[-len(heard) :] == heard and leader.term.intersect(when):
                return True
    return False


def _named(
    document: str, text: str, words: Sequence[Token], registry: Registry, names: Names, when: Interval | None
) -> list[GroupMention]:
    """Names of the registry as they stand, longest first."""
    keys = [w.key for w in words]
    mentions: list[GroupMention] = []
    opens = list(map(names.opens.__getitem__, keys))
    following = [*keys[1:], ""]
    after = 0  # of the last name
    for at in [i for i, opening in enumerate(opens) if opening]:
        if at < after or not opens[at].goes_on(following[at]):
            continue
        match = _longest(text, words, keys, at, names, after)
        if not match:
            continue
        end, found = match
        start = words[at].start
        if at and keys[at - 1] in ("al", "el") and text[words[at - 1].end : start] in ("-", " ", "‑"):
            start = words[at - 1].start  # "el-Shabaab": the article belongs to the name
        stop = _without_possessive(words[end - 1])
        if mentions and start < mentions[-1].end:
            start = words[at].start
        mentions += _resolve(document, text, start, stop, found, registry, names, when)
        after = end
    return mentions


def _without_possessive(word: Token) -> int:
    return word.end - 2 if word.text[-2:] in ("'s", "’s") else word.end


def _longest(
    text: str, words: Sequence[Token], keys: Sequence[str], at: int, names: Names, after: int
) -> tuple[int, tuple[Name, ...]] | None:
    """The longest name that begins at a word: index after it and what it may name. `after` ends the name before it."""
    best: tuple[int, tuple[Name, ...]] | None = None
    for trie, row in ((names.written, keys), (names.sounding, _heard(keys, at, names))):
        for length, values in trie.every(row, at if row is keys else 0) if row else ():
            end = length if row is keys else at + length
            found = words[at:end]
            if best and end <= best[0]:
                break
            if any(not _JOINT.fullmatch(text, a.end, b.start) for a, b in pairwise(found)):
                continue  # a shorter name may still fit
            fitting = tuple(n for n in values if fits(n, list(found), names.words))
            if any(n.beside for n in fitting):
                fitting = _told(fitting, text, words, keys, (at, end), names, after)
            if fitting:
                best = (end, fitting)
                break
    return best


def _told(
    fitting: tuple[Name, ...],
    text: str,
    words: Sequence[Token],
    keys: Sequence[str],
    at: tuple[int, int],
    names: Names,
    after: int,
) -> tuple[Name, ...]:
    """The names that words beside them allow: "CPA fighters", "members of CPA", "CPA and MNLA", "FAMa and Wagner".

    Where a name means one party by itself and another beside such words, that by itself stands.
    """
    plain = tuple(n for n in fitting if not n.beside)
    return plain or (fitting if _is_beside(text, words, keys, at, names, after) else ())


def _is_beside(
    text: str, words: Sequence[Token], keys: Sequence[str], at: tuple[int, int], names: Names, after: int
) -> bool:
    start, end = at
    gap = text[words[end - 1].end : words[end].start] if end < len(words) else "."
    if gap == " " and keys[end] in names.beside:
        return True
    before = start - 1
    joined = start > 0 and text[words[before].end : words[start].start] == " "
    while joined and before > start - 4 and before > 0 and keys[before] in _OF:
        before -= 1
    if joined and before < start - 1 and keys[before] in names.beside:
        return True
    if joined and keys[start - 1] in _JOINS and (after == start - 1 or keys[start - 2] in names.beside):
        return True
    if after == start > 0 and text[words[start - 1].end : words[start].start] in ("/", ", "):
        return True
    following = end + 1 if gap == " " and keys[end] in _JOINS else end if gap == "/" else len(words)
    return following < len(words) and bool(
        _longest(text, words, keys, following, names, 0) or names.adjectives.longest(keys, following)
    )


def _heard(keys: Sequence[str], at: int, names: Names) -> list[str]:
    """The sounds of the words from one on where a name may begin with them, articles and all; else none."""
    first = sound(keys[at])
    following = names.sounding.following(first) if first else ()
    for key in keys[at + 1 : at + 4] if following else ():
        heard = sound(key)
        if heard in following:
            return [sound(k) for k in keys[at : at + _LONGEST]]
        if heard:
            break
    return []


def _resolve(
    document: str,
    text: str,
    start: int,
    end: int,
    found: tuple[Name, ...],
    registry: Registry,
    names: Names,
    when: Interval | None,
) -> list[GroupMention]:
    """The mention of a name, or one for each party where words after it name several countries."""
    exact = tuple(n for n in found if fold(n.text) == fold(text[start:end]))
    found = exact or found
    rule = found[0].rule
    ids = tuple(dict.fromkeys(n.group_id for n in found))
    if when and len(ids) > 1:
        ids = tuple(dict.fromkeys(n.group_id for n in found if n.active.intersect(when))) or ids
    if len(ids) > 1:
        chosen = _by_country(text, end, ids, registry, names)
        if chosen:
            return [GroupMention(document, start, end, text[start:end], "country-after", i, ids) for i in chosen]
        return [_open(document, start, end, text[start:end], rule, ids)]
    ids += _siblings(text, end, ids[0], registry, names)
    return [GroupMention(document, start, end, text[start:end], rule, i, (i,)) for i in ids]


def _siblings(text: str, end: int, group_id: str, registry: Registry, names: Names) -> tuple[str, ...]:
    """Parties of the same name in a country added after it: "Ansar al-Sharia in Tunisia and Libya"."""
    match = _AND_COUNTRY.match(text, end)
    code = names.countries.get(fold(match.group(1))) if match else None
    if not code:
        return ()
    return tuple(i for i in names.namesakes.get(group_id, ()) if code in registry.group(i).countries)


def _open(document: str, start: int, end: int, words: str, rule: str, ids: tuple[str, ...]) -> GroupMention:
    why = "belonged to different groups at different dates" if rule == "leader" else "is a name of several parties"
    return GroupMention(document, start, end, words, rule, None, ids, f"{words} {why}: {', '.join(ids)}")


def _by_country(text: str, end: int, ids: tuple[str, ...], registry: Registry, names: Names) -> list[str]:
    """The parties whose country stands right after the name: "Ansar al-Sharia in Tunisia and Libya"."""
    match = _IN_COUNTRY.match(text, end, end + 2000)
    if not match:
        return []
    codes = [names.countries.get(fold(word)) for word in match.groups() if word]
    return [i for code in codes for i in ids if code and code in registry.group(i).countries]
