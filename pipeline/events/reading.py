"""Light syntax of an English sentence, and who its noun phrases name."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from pipeline import syntax
from pipeline.events.parties import Party, by_adjective, titled_person
from pipeline.events.sentences import Sentence
from pipeline.syntax import Chunk, Phrase
from pipeline.syntax.chunks import ADV, NP, QUOTE, P

if TYPE_CHECKING:
    from pipeline.events.reader import Reader

_SMALL_NAMES = frozenset({"In", "At", "Of", "As", "By", "Up", "To"})  # towns begin with them
_SMALL_LINKS = frozenset({"of", "and", "or"})
_BODIES = ("institutions", "forces")
_LEADS = frozenset(("DT", "PRP$", "PDT"))
_BELONG = frozenset(("of", "from"))  # "members of X", "fighters from X"
_PERSONAL = frozenset(("he", "she"))
_FIRST = frozenset(("i", "we", "you", "me", "us"))
_NAMES = frozenset(("CD", "NNP", "NNPS", "PRP"))
_MOST = 60  # chunks; longer sentences are lists


_ASIDE = 5  # words behind people in which brackets name their group


class Standing(Enum):
    """What the head of a noun phrase names."""

    PARTY = "people, or a body of people"
    WEAPON = "a weapon or one who carries it"
    DEED = "an attack, a clash"
    DISASTER = "a disaster, an accident or a disease"
    PRONOUN = "somebody named before"
    SELF = "the writer or the reader"
    THING = "anything else"


class Named(Struct, frozen=True, gc=False):
    """Parties that a noun phrase names, and what its heads are."""

    parties: tuple[Party, ...]
    standing: Standing


def read(sentence: Sentence) -> syntax.Reading:
    """The phrases of a sentence. Linear in its words."""
    texts = [w.text for w in sentence.words]
    for place in sentence.places:
        first = sentence.word_at(place.start)
        if first < len(texts) and texts[first] in _SMALL_NAMES:
            texts[first] = "Name"  # "In Amenas"
    return syntax.read(texts, sentence.gaps, sentence.dated.__contains__)


def chunk_at(reading: syntax.Reading, index: int) -> Chunk | None:
    """The noun phrase that holds a word."""
    return reading.noun_phrase(index)


def after(reading: syntax.Reading, index: int) -> tuple[str, Phrase] | None:
    """The noun phrases joined after a word, and the preposition between ("" where there is none)."""
    chunks, at = reading.chunks, reading.chunk_from(index)
    while at is not None and at < len(chunks) and chunks[at].kind in (ADV, QUOTE):
        at += 1
    if at is None or (at + 1 > len(chunks) - 1 and (at >= len(chunks) or chunks[at].kind is not NP)):
        return None
    if chunks[at].kind is NP:
        return None if chunks[at].time else ("", reading.row(at))
    if chunks[at].kind is P and chunks[at + 1].kind is NP and not chunks[at + 1].time:
        return reading.keys[chunks[at].start], reading.row(at + 1)
    return None


def core_of(sentence: Sentence, phrase: Phrase | None, reader: Reader) -> tuple[int, int]:
    """The words of a noun phrase up to its first preposition that is not "of"."""
    if phrase is None:
        return (0, 0)
    prepositions = reader.lexicon.of("in_place", "from_place")
    for index, key in enumerate(sentence.keys[phrase.start + 1 : phrase.end], phrase.start + 1):
        stops = key in prepositions or key in ("for", "with", "as")
        if stops and key not in _SMALL_LINKS and index not in sentence.named:
            return phrase.start, index
    return phrase.start, phrase.end


def named(sentence: Sentence, phrase: Phrase, reader: Reader) -> Named:
    """Whom a noun phrase names: its heads, or what modifies them ("Malian soldiers", "members of X")."""
    reading = reader.reading(sentence)
    kept = reader.standings.get(phrase)
    if kept is not None:
        return kept
    inside = reader.parties(sentence, phrase.start, phrase.end)
    found: list[Party] = []
    standing: Standing | None = None
    for head in phrase.heads:
        chunk = chunk_at(reading, head)
        if chunk is None or chunk.time:
            continue
        parties, kind = _of_head(sentence, reading, chunk, phrase, inside, reader)
        found += [p for p in parties if p not in found]
        standing = kind if standing is None or kind is Standing.PARTY else standing
    kept = reader.standings[phrase] = Named(tuple(found), standing or Standing.THING)
    return kept


def _of_head(
    sentence: Sentence,
    reading: syntax.Reading,
    chunk: Chunk,
    phrase: Phrase,
    inside: tuple[Party, ...],
    reader: Reader,
) -> tuple[list[Party], Standing]:
    head, lexicon = chunk.head, reader.lexicon
    key, tag = sentence.words[head].key, reading.tags[head]
    if tag == "PRP" or key in _FIRST:
        own = key in _FIRST or key.endswith(("self", "selves"))
        return [], Standing.SELF if own else Standing.PRONOUN
    own = [p for p in inside if p.start <= head < p.end]
    if not [p for p in own if p.ids]:
        if key == "fire" and _is_gunfire(sentence, chunk, reader):
            return list(by_adjective(sentence, chunk.start, head, reader)), Standing.DEED
        if not lexicon.words["disasters"].isdisjoint(sentence.keys[chunk.start : chunk.end]):
            return [], Standing.DISASTER
        if key in lexicon.words["weapons"]:
            armed = [
                p for p in inside if p.ids and (p.start in range(chunk.start, chunk.end) or _of(sentence, chunk, p))
            ]
            return armed or own, Standing.WEAPON
        if not lexicon.words["deeds"].isdisjoint((key, key.removesuffix("s"))):
            figure = head > chunk.start and lexicon.has("figures", sentence.keys[head - 1])
            return [], Standing.THING if figure else Standing.DEED  # "a heart attack killed him"
    if own:
        return _with_owners(sentence, chunk, own, inside, reader), Standing.PARTY
    people = _is_people(sentence, reading, chunk, phrase, reader)
    if not people:
        return [], Standing.THING
    tied = [
        p for p in inside if p.ids and (chunk.start <= p.start < chunk.end or _belongs(sentence, reading, chunk, p))
    ]
    ids = _with_row(sentence, tied, inside)
    return ids or [_by_words(sentence, reading, chunk, phrase)], Standing.PARTY


def _is_gunfire(sentence: Sentence, chunk: Chunk, reader: Reader) -> bool:
    """ "Sniper fire", "Israeli fire": shots, not flames."""
    led = any(reader.lexicon.has("shooters", key) for key in sentence.keys[chunk.start : chunk.head])
    return led or bool(by_adjective(sentence, chunk.start, chunk.head, reader))


def _with_owners(
    sentence: Sentence, chunk: Chunk, own: list[Party], inside: tuple[Party, ...], reader: Reader
) -> list[Party]:
    """ "JNIM militants", "rebels of the FDLR": the named party beside the words for its people."""
    if any(p.ids for p in own):
        return own
    near = [p for p in reader.parties(sentence, chunk.end, chunk.end + _ASIDE) if p.ids]
    dubbed = [p for p in near if _known_as(sentence, chunk, p) or _in_brackets(sentence, chunk, p)]
    if dubbed:
        return dubbed
    return [p for p in inside if p.ids and chunk.start <= p.start < chunk.end] or [
        *own,
        *(p for p in inside if p.ids and 0 <= p.start - chunk.end <= 3 and _tie(sentence, chunk.end, p) in _BELONG),
    ]


def _in_brackets(sentence: Sentence, chunk: Chunk, party: Party) -> bool:
    """ "volunteer fighters (VDP)", "armed men (presumably X or Y)"."""
    between = sentence.text[sentence.words[chunk.end - 1].end : sentence.words[party.start].start]
    return between.startswith(" (") and ")" not in between


def _known_as(sentence: Sentence, chunk: Chunk, party: Party) -> bool:
    """ "vigilantes known as X"."""
    between = {w.key for w in sentence.words[chunk.end : party.start]}
    return len(between) > 1 and between <= {"known", "as", "called", "the", "named"}


def _tie(sentence: Sentence, index: int, party: Party) -> str:
    return sentence.words[index].key if index < party.start else ""


def _with_row(sentence: Sentence, tied: list[Party], inside: tuple[Party, ...]) -> list[Party]:
    """Parties and those that a list joins to them: "the armies of X, Y and Z"."""
    row = list(tied)
    for party in inside:
        between = sentence.words[row[-1].end : party.start] if row and party.start >= row[-1].end else None
        if party.ids and between is not None and all(w.key == "and" for w in between):
            row.append(party)
    return row


def _belongs(sentence: Sentence, reading: syntax.Reading, chunk: Chunk, party: Party) -> bool:
    """Whether a party is tied to people by "of" or "from"."""
    return party.start >= chunk.end and party.start - chunk.end <= 3 and _tie(sentence, chunk.end, party) in _BELONG


def _of(sentence: Sentence, chunk: Chunk, party: Party) -> bool:
    """ "suicide bombers of X"."""
    return party.start - chunk.end in (1, 2) and sentence.words[chunk.end].key == "of"


def _is_people(sentence: Sentence, reading: syntax.Reading, chunk: Chunk, phrase: Phrase, reader: Reader) -> bool:
    """Whether a head names people by its own word, or is a name that is no place's."""
    head, lexicon = chunk.head, reader.lexicon
    word, tag = sentence.words[head], reading.tags[head]
    if tag == "CD" or lexicon.has("counted", word.key):
        following = chunk_at(reading, chunk.end + 1)
        of = chunk.end < phrase.end and sentence.words[chunk.end].key == "of"
        if of and following:
            return _is_people(sentence, reading, following, phrase, reader)
        return tag == "CD" or lexicon.has("crowd", word.key)
    if [p for p in sentence.places if p.start <= word.start < p.end]:
        return False
    if tag == "NNP":
        return not (lexicon.has("no_names", word.key) or lexicon.has("no_people", word.key))
    return (
        syntax.is_people(word.text.lower())
        or word.key in lexicon.of("people", "crowd", "forces")
        or lexicon.parties.longest([word.key], 0) is not None
    ) and lexicon.of("no_people").isdisjoint((word.key, word.key.removesuffix("s"), word.key[:-3] + "y"))


def is_somebody(sentence: Sentence, head: int, reader: Reader) -> bool:
    """Whether the head of a noun phrase is a person, a name, a number or a word for men under arms."""
    word, lexicon = sentence.words[head], reader.lexicon
    if any(p.start <= head < p.end and p.ids for p in reader.parties(sentence, head, head + 1)):
        return True
    if any(p.start <= word.start < p.end for p in sentence.places):
        return False
    reading = reader.reading(sentence)
    counted = reading.noun_phrase(head + 2) if sentence.keys[head + 1 : head + 2] == ("of",) else None
    if counted and lexicon.has("counted", word.key):
        return is_somebody(sentence, counted.head, reader)  # "dozens of guns"
    tag, kinds = reading.tags[head], ("people", "crowd", "forces", "counted")
    return tag in _NAMES or any(lexicon.has(kind, word.key) for kind in kinds) or syntax.is_person(word.text.lower())


def _by_words(sentence: Sentence, reading: syntax.Reading, chunk: Chunk, phrase: Phrase) -> Party:
    start, end = chunk.start, chunk.end
    if end < phrase.end and sentence.words[end].key == "of" and reading.tags[chunk.head] in ("CD", "NNS", "NN"):
        following = chunk_at(reading, end + 1)
        end = following.end if following and following.end <= phrase.end else end
    while start < chunk.head and reading.tags[start] in _LEADS:
        start += 1
    while start and sentence.gaps[start] == "-":
        start -= 1  # "US-backed forces"
    text = sentence.text[sentence.words[start].start : sentence.words[end - 1].end]
    person = reading.tags[chunk.head] == "NNP"
    return Party(start, end, (), " ".join(text.split()), person)


def earlier(sentence: Sentence, head: int, reader: Reader) -> tuple[Party, ...]:
    """Whom a pronoun stands for: the party before it that it agrees with; none where no such party is named."""
    key = sentence.words[head].key
    titled = titled_person(sentence, reader.lexicon) if key in _PERSONAL else None
    named_here = reader.parties(sentence, 0, head)[:1]
    before = named_here or reader.subject
    if titled and titled.end < head and not any(p.ids for p in named_here):
        before = (titled,)  # "Prime Minister Roe said that he would resign"
    if not before or (len(before) > 1 and key in _PERSONAL):
        return ()
    kinds = {reader.registry.group(i).kind for i in before[0].ids}
    if key in _PERSONAL:
        speaks = reader.speaker[:1]  # a spokesman: "He warned of more attacks"
        armed = speaks and any(reader.registry.group(i).is_armed for i in speaks[0].ids)
        return before if before[0].person else speaks if armed else ()
    if key == "it":
        body = kinds or any(reader.lexicon.has(k, before[0].text.split()[-1].lower()) for k in _BODIES)
        return before if body and not before[0].person else ()
    plural = not before[0].person and (bool(kinds) or before[0].text.endswith(("s", "men", "people", "police")))
    return before if key == "they" and plural else ()
