"""Who did it, and to whom: parties in a row of words."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence
from pipeline.groups.registry import Registry
from pipeline.groups.text import tokens
from pipeline.model import GroupMention, Interval, PlaceKind, PlaceMention

_MODIFIERS = 4  # words before a party word that may belong to it: "unknown armed men"


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a sentence names it: registry ids (several where a name says so), or none and its words only."""

    start: int  # words of the sentence
    end: int
    ids: tuple[str, ...]
    text: str
    person: bool = False


def parties_in(
    sentence: Sentence, lexicon: Lexicon, registry: Registry, first: int, last: int, when: Interval | None
) -> tuple[Party, ...]:
    """Parties among words [first, last), in order: names of the registry, states by their country's name, party words.

    `when` decides names that meant different groups at different times.
    """
    if first >= last:
        return ()
    low, high = sentence.words[first].start, sentence.words[last - 1].end
    found = [_named(sentence, registry, m, when) for m in sentence.groups if low <= m.start < high]
    found += [p for m in sentence.places if low <= m.start < high for p in _state(sentence, lexicon, registry, m)]
    found = [p for p in found if p.ids]
    taken = {i for p in found for i in range(p.start, p.end)}
    found += _generic(sentence, lexicon, first, last, taken)
    return _joined(sorted(found, key=lambda p: (p.start, p.end)))


def _joined(parties: list[Party]) -> tuple[Party, ...]:
    """Mentions of one span as one party with all its ids."""
    rows: list[Party] = []
    for party in parties:
        if rows and rows[-1].start == party.start:
            last = rows.pop()
            ids = tuple(dict.fromkeys((*last.ids, *party.ids)))
            party = Party(last.start, max(last.end, party.end), ids, last.text, last.person)
        rows.append(party)
    return tuple(rows)


def _named(sentence: Sentence, registry: Registry, mention: GroupMention, when: Interval | None) -> Party:
    from pipeline.groups import settle

    settled = settle((mention,), registry, when)[0]
    ids = (settled.group_id,) if settled.group_id else ()
    start = sentence.word_at(mention.start)
    end = sentence.word_at(mention.end)
    person = mention.rule.split("-at-")[0] in (
        "leader",
        "introduced-person",
        "surname",
        "office-holder",
        "title-surname",
    )
    return Party(start, max(end, start + 1), ids, mention.text, person)


def _state(sentence: Sentence, lexicon: Lexicon, registry: Registry, mention: PlaceMention) -> list[Party]:
    """A country named as a doer: "Algeria boycotted the talks"; not "in Algeria", "of Algeria", "Algeria's south"."""
    if mention.place_kind is not PlaceKind.COUNTRY or not mention.country_code:
        return []
    state = registry.state(mention.country_code)
    start = sentence.word_at(mention.start)
    if not state or start >= len(sentence.words):
        return []
    end = max(sentence.word_at(mention.end), start + 1)
    before = sentence.words[start - 1].key if start else ""
    if any(lexicon.has(kind, before) for kind in ("in_place", "from_place", "of_place", "place_nouns")):
        return []
    if sentence.words[end - 1].text.endswith(("'s", "’s")):
        return []
    return [Party(start, end, (state.id,), mention.text)]


def _generic(sentence: Sentence, lexicon: Lexicon, first: int, last: int, taken: set[int]) -> list[Party]:
    """Parties that are no names: "unknown gunmen", "protesters"; a name inside belongs to the named party."""
    found, at = [], first
    while at < last:
        match = lexicon.parties.longest([w.key for w in sentence.words[at : min(at + 4, last)]], 0)
        if not match or at in taken or (sentence.words[at].text[0].isupper() and at > 0):
            at += 1
            continue
        end = at + match[0]
        start = at
        while start > first and at - start < _MODIFIERS and _modifies(sentence, lexicon, start - 1, taken):
            start -= 1
        if not any(i in taken for i in range(start - 1, end)):
            text = sentence.text[sentence.words[start].start : sentence.words[end - 1].end]
            found.append(Party(start, end, (), " ".join(text.split())))
        at = end
    return found


def _modifies(sentence: Sentence, lexicon: Lexicon, index: int, taken: set[int]) -> bool:
    """Whether a word before a party word is an adjective of it."""
    word = sentence.words[index]
    if index in taken or sentence.gap(index + 1).strip(" -‑"):
        return False
    if any(
        lexicon.has(k, word.key) for k in ("determiners", "in_place", "from_place", "of_place", "be", "have", "joins")
    ):
        return False
    known = any(lexicon.has(k, word.key) for k in ("says", "clause", "relative", "adverbs", "future", "possible", "do"))
    return not known and not lexicon.triggers.every([word.key], 0) and word.key not in lexicon.numbers


def without_modifiers(parties: tuple[Party, ...], sentence: Sentence, lexicon: Lexicon) -> tuple[Party, ...]:
    """The parties that can be the doer: not those the words tie to it from outside ("a group linked to X")."""
    kept = []
    for party in parties:
        before = [w.key for w in sentence.words[max(0, party.start - 3) : party.start]]
        tied = any(
            w in ("linked", "affiliated", "allied", "against", "close", "loyal", "fighting", "between") for w in before
        )
        behind = bool(before) and before[-1] in ("against", "with", "from", "by", "following", "after", "de", "contre")
        if not tied and not behind:
            kept.append(party)
    return tuple(kept)


def short_name(registry: Registry, party_id: str) -> str:
    """What a title calls a party of the registry."""
    return registry.group(party_id).short


def is_plural(text: str, lexicon: Lexicon) -> bool:
    """Whether a party's words are plural, for the verb of a title."""
    last = tokens(text)[-1].key if tokens(text) else ""
    return (last.endswith("s") and not last.endswith("ss")) or last in ("gunmen", "men", "people", "police", "women")
