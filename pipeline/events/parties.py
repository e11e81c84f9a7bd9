"""Who did it, and to whom: parties in a row of words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipeline.events.clauses import NOT_WHILE
from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence
from pipeline.groups.names import names_of
from pipeline.groups.registry import Registry
from pipeline.groups.text import fold, tokens
from pipeline.model import GroupMention, Interval, PlaceKind, PlaceMention

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_BRANCHES = frozenset({"branch", "affiliate", "offshoot", "wing", "franchise", "splinter"})
_OFFICES = ("minister", "president", "chief", "leader", "ministre", "président")
_TAILS = frozenset({"of", "from", "with", "in", "de", "du", "des"})  # after these a name only says whose or where
# words of these sets are no adjectives of a party word
_NO_ADJECTIVES = tuple(
    "determiners in_place from_place of_place be have joins says clause relative adverbs future possible do".split()
)
_AMOUNTS = frozenset({"least", "most", "than", "about", "nearly", "almost"})
_BACKED = ("soutenu", "appuye", "epaule", "arme")
_OPENING = 4  # words before a name that opens a sentence
_MODIFIERS = 4  # words before a party word that may belong to it: "unknown armed men"


class Party(Struct, frozen=True, gc=False):
    """A party as a sentence names it: registry ids (several where a name says so), or none and its words only."""

    start: int  # words of the sentence
    end: int
    ids: tuple[str, ...]
    text: str
    person: bool = False


def parties_in(
    sentence: Sentence,
    lexicon: Lexicon,
    registry: Registry,
    first: int,
    last: int,
    when: Interval | None,
    linked: bool = False,
) -> tuple[Party, ...]:
    """Parties among words [first, last), in order: names of the registry, states by their country's name, party words.

    `when` decides names that meant different groups at different times. "X-linked" names nobody who took part, unless
    `linked`.
    """
    if first >= last:
        return ()
    low, high = sentence.words[first].start, sentence.words[last - 1].end
    found = [_named(sentence, registry, m, when) for m in sentence.groups if low <= m.start < high]
    found += [p for m in sentence.places if low <= m.start < high for p in _state(sentence, lexicon, registry, m)]
    found = [p for p in found if p.ids and (linked or not only_linked(sentence, lexicon, p.end))]
    taken = {i for p in found for i in range(p.start, p.end)}
    found += _generic(sentence, lexicon, first, last, taken)
    return _one_person(_joined(sorted(found, key=lambda p: (p.start, p.end))), registry)


def by_adjective(sentence: Sentence, first: int, last: int, reader: Reader) -> tuple[Party, ...]:
    """The state whose adjective stands among some words: "French operation"."""
    adjectives = names_of(reader.registry).adjectives
    for index in range(first, last):
        match = adjectives.longest([w.key for w in sentence.words[index : index + 2]], 0)
        if match and sentence.words[index].text[0].isupper() and len(match[1]) == 1:
            return (Party(index, index + match[0], match[1], sentence.words[index].text),)
    return ()


def only_linked(sentence: Sentence, lexicon: Lexicon, end: int) -> bool:
    """Whether a name that ends before a word only says whose people others are: "X-linked militants"."""
    tied = end < len(sentence.words) and sentence.gap(end).strip() in ("-", "‑")
    return tied and lexicon.has("linked", sentence.keys[end])


def _one_person(parties: tuple[Party, ...], registry: Registry) -> tuple[Party, ...]:
    """Without the office beside a name: "Algerian President" in "Algerian President Abdelaziz Bouteflika"."""
    kept: list[Party] = []
    person: Party | None = None  # the last one kept
    for party, following in zip_longest(parties, parties[1:]):
        if not (_office_of(party, following, registry) or _office_of(party, person, registry)):
            kept.append(party)
            person = party if party.person else person
    return tuple(kept)


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
    if settled.group_id is None:
        settled = _by_country(sentence, registry, settled)
    elif settled.rule == "alias":
        settled = _where_it_is(sentence, registry, settled)
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


def _by_country(sentence: Sentence, registry: Registry, mention: GroupMention) -> GroupMention:
    """A name that several parties bear, decided by the country of the places in the sentence."""
    codes = {p.country_code for p in sentence.places if p.country_code}
    fitting = [i for i in mention.candidates if codes & set(registry.group(i).countries)]
    return replace(mention, group_id=fitting[0], rule="country-of-sentence") if len(fitting) == 1 else mention


def _where_it_is(sentence: Sentence, registry: Registry, mention: GroupMention) -> GroupMention:
    """A name whose party is of other countries than the places of the sentence, where a namesake is of theirs."""
    codes = {p.country_code for p in sentence.places if p.country_code}
    home = registry.group(mention.group_id).countries
    if not codes or not home or codes & set(home):
        return mention
    others = names_of(registry).namesakes.get(mention.group_id, ())
    fitting = [
        i
        for i in others
        if codes & set(registry.group(i).countries)
        and any(fold(a.text) == fold(mention.text) for a in registry.group(i).aliases)
    ]
    return replace(mention, group_id=fitting[0], rule="country-of-sentence") if len(fitting) == 1 else mention


def _state(sentence: Sentence, lexicon: Lexicon, registry: Registry, mention: PlaceMention) -> list[Party]:
    """A country named as a doer: "Algeria boycotted the talks"; not "in Algeria", "of Algeria", "Algeria's south"."""
    if mention.place_kind is not PlaceKind.COUNTRY or not mention.country_code:
        return []
    state = registry.state(mention.country_code)
    start = sentence.word_at(mention.start)
    if not state or start >= len(sentence.words):
        return []
    end = max(sentence.word_at(mention.end), start + 1)
    start_of_row = _row_start(sentence, start)
    before = sentence.words[start_of_row - 1].key if start_of_row else ""
    led = start_of_row > 1 and lexicon.has("heads", sentence.words[start_of_row - 2].key)
    if lexicon.has("of_place", before) and led:
        return [Party(start, end, (state.id,), mention.text)]
    if before in lexicon.of("in_place", "from_place", "of_place", "place_nouns"):
        return []
    if sentence.words[end - 1].text.endswith(("'s", "’s")):
        return []
    return [Party(start, end, (state.id,), mention.text)]


def _office_of(party: Party, person: Party | None, registry: Registry) -> bool:
    """Whether a state stands beside its office-holder's name, so that it only says whose office he holds."""
    if person is None or party.person or not person.person:
        return False
    apart = max(person.start - party.end, party.start - person.end)
    if not party.ids:
        return apart <= 2 and party.text.lower().endswith(_OFFICES)
    states = {t.of for i in person.ids for t in registry.group(i).terms}
    return apart <= 5 and party.ids[0] in states


def _row_start(sentence: Sentence, index: int) -> int:
    """Index of the first place in a row of places joined by commas and "and"."""
    starts = {sentence.word_at(p.start): sentence.word_at(p.end) for p in sentence.places}
    by_end = {end: start for start, end in starts.items()}
    while index:
        end = index - 1 if sentence.words[index - 1].key in ("and", "et", "or") else index
        joined = end != index or sentence.gap(index).strip() == ","
        if not joined or end not in by_end or by_end[end] >= index:
            return index
        index = by_end[end]
    return index


def _generic(sentence: Sentence, lexicon: Lexicon, first: int, last: int, taken: set[int]) -> list[Party]:
    """Parties that are no names: "unknown gunmen", "protesters"; a name inside belongs to the named party."""
    found, end = [], first
    openers = lexicon.parties.openers()
    for at in [i for i, key in enumerate(sentence.keys[first:last], first) if key in openers]:
        if (
            at < end
            or at in taken
            or (sentence.words[at].text[0].isupper() and at > 0 and not _a_body(sentence, lexicon, at))
        ):
            continue
        match = lexicon.parties.longest(sentence.keys[at : min(at + 4, last)], 0)
        if not match:
            continue
        end = at + match[0]
        while end < last and end not in taken and sentence.gaps[end] == " " and sentence.keys[end] in openers:
            following = lexicon.parties.longest(sentence.keys[end : min(end + 4, last)], 0)
            if not following:
                break
            end += following[0]  # "government troops", "opposition supporters"
        start = at
        while start > first and at - start < _MODIFIERS and _modifies(sentence, lexicon, start - 1, taken):
            start -= 1
        if taken.isdisjoint(range(start - 1, end)):
            text = sentence.text[sentence.words[start].start : sentence.words[end - 1].end]
            found.append(Party(start, end, (), " ".join(text.split())))
    return found


def _a_body(sentence: Sentence, lexicon: Lexicon, at: int) -> bool:
    """ "l'Assemblée", "le Parlement": French writes bodies with a capital after the article."""
    led = lexicon.language == "fr" and sentence.keys[at - 1] in ("l", "le", "la")
    return led and lexicon.has("institutions", sentence.keys[at])


def titled_person(sentence: Sentence, lexicon: Lexicon) -> Party | None:
    """Who opens a sentence by office and name, though no registry has him: "Prime Minister Hamza Abdi Barre"."""
    keys, words, first = sentence.keys, sentence.words, 0
    while (
        first < len(words)
        and first < _OPENING
        and (keys[first] in lexicon.words["determiners"] or first in sentence.dated)
    ):
        first += 1
    end = first
    while end < len(words) and words[end].text[0].isupper() and end not in sentence.dated:
        if end > first and sentence.gaps[end].strip(" -’'."):
            break
        end += 1
    offices = [i for i in range(first, end) if keys[i] in lexicon.of("offices", "travellers")]
    if not offices or end - offices[-1] < 2 or sentence.quoted[first]:
        return None  # an office without a name
    text = sentence.text[words[first].start : words[end - 1].end]
    return Party(first, end, (), " ".join(text.split()), True)


def _modifies(sentence: Sentence, lexicon: Lexicon, index: int, taken: set[int]) -> bool:
    """Whether a word before a party word is an adjective of it."""
    gap = sentence.gaps[index + 1]
    if index in taken or index in sentence.dated or (gap != " " and gap.strip(" -‑")):
        return False
    key = sentence.keys[index]
    if key in lexicon.of(*_NO_ADJECTIVES) or key in lexicon.numbers:
        return False
    if key.isdecimal() or key in _AMOUNTS:
        return False
    return not lexicon.triggers.every(sentence.keys, index, index + 1)


def without_modifiers(parties: tuple[Party, ...], sentence: Sentence, lexicon: Lexicon) -> tuple[Party, ...]:
    """The parties that can be the doer: not those the words tie to it from outside ("a group linked to X")."""
    kept = []
    for party in parties:
        before = [w.key for w in sentence.words[max(0, party.start - 3) : party.start]]
        tied = any(
            w in ("linked", "affiliated", "allied", "against", "close", "loyal", "fighting", "between") for w in before
        )
        behind = bool(before) and before[-1] in ("against", "with", "by", "following", "after", "contre")
        behind = behind or (before[-1:] == ["as"] and before[-2:-1] != [] and before[-2] in NOT_WHILE)
        near = sentence.keys[max(0, party.start - 5) : party.start]
        tied = tied or ("par" in near and any(key.startswith(_BACKED) for key in near))  # "soutenus par l'armée de X"
        branch = party.end < len(sentence.words) and sentence.words[party.end].key in _BRANCHES
        if not tied and not behind and not branch:
            kept.append(party)
    return tuple(kept)


def short_name(registry: Registry, party_id: str) -> str:
    """What a title calls a party of the registry."""
    return registry.group(party_id).short


def is_plural(text: str, lexicon: Lexicon) -> bool:
    """Whether a party's words are plural, for the verb of a title."""
    words = [t.key for t in tokens(text)]
    head = next((i for i, w in enumerate(words) if i and (w in _TAILS or w.endswith("ing"))), len(words))
    last = words[head - 1] if words else ""  # "bus carrying workers" is one
    return (last.endswith("s") and not last.endswith("ss")) or last in ("people", "police") or last.endswith("men")
