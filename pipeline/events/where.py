"""The place of a happening.

PLACE_RULES has all rules in the order tried.
"""

from __future__ import annotations

from msgspec import Struct

from pipeline.events.happenings import Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.sentences import Sentence
from pipeline.model import PlaceKind, PlaceMention
from pipeline.places.model import haversine_km

PLACE_RULES = {
    "clause-place": "after the event's words in its clause, tied by a preposition of place",
    "object-place": "what it was done to: a town attacked, taken, visited",
    "clause-opening": "before the event's words in its clause, tied by a preposition of place",
    "sentence-place": "elsewhere in the sentence, tied by a preposition of place, or the only place of the sentence",
    "paragraph-place": "that of the happening told before it in the paragraph",
    "containing-place": "the place said to contain it, where no gazetteer has the one named",
}
_ARTICLES = ((), ("the",), ("the", "town", "of"), ("the", "city", "of"), ("the", "village", "of"))
_PROVINCE = 150.0  # km from the middle of a province to its towns, where its size is not known
_PHRASE = 5  # words from a preposition to the "of" after it
_DRIVEN = ("push", "drive", "chase", "force")  # "pushed them back to X": not where it happened
_ASIDES = frozenset("amid despite since because although though whereas than".split())
_TIES = (
    [], ["in"], ["in", "the"], ["of"], ["en"], ["au"], ["dans", "le"], ["dans", "la"], ["dans", "la", "de"],
    ["dans", "le", "de"],
)  # fmt: skip
_MOVES = frozenset({"visit", "deployment", "humanitarian", "desertion", "military operation"})
_CARRIES = _MOVES | {"arrest", "abduction"}  # somebody may be taken to a place
_TOWARDS = frozenset({"to", "toward", "towards", "vers"})
_SPOKEN = frozenset({"statement", "declaration", "resolution", "allegiance", "split", "alliance"})


class Found(Struct, frozen=True, gc=False):
    """A place, how it came to the happening, or why there is none."""

    place: PlaceMention | None
    rule: str | None
    reason: str | None = None


def place_of(happening: Happening, lexicon: Lexicon, told: PlaceMention | None) -> Found:
    """The place of a happening; `told` is that of the happening before it in the paragraph."""
    sentence, clause = happening.sentence, happening.clause
    places = [p for p in sentence.places if not _is_seat(sentence, lexicon, p)]
    low, high = sentence.words[clause.start].start, sentence.words[clause.end - 1].end
    end = sentence.words[happening.end - 1].end
    after = [p for p in places if end <= p.start < high]
    before = [p for p in places if low <= p.start < end]
    for rule, chosen in (
        ("object-place", _direct(sentence, lexicon, after, happening)),
        ("clause-place", _tied(sentence, lexicon, after, happening)),
        ("object-place", _object(sentence, lexicon, after, happening)),
        ("clause-opening", _tied(sentence, lexicon, before, happening)),
    ):
        if chosen:
            return _settled(sentence, places, _finer(sentence, lexicon, chosen), rule)
    if happening.event_type not in _SPOKEN:
        others = [p for p in places if p not in after and p not in before and not _aside(happening, p)]
        if lexicon.has("relative", clause.opener):
            others = [p for p in others if p.start < low]  # what the main clause goes on to tell is elsewhere
            places = [p for p in places if p.start < high] if lexicon.language == "fr" else places
        others = [p for p in others if not _of_another(happening, lexicon, p)]
        led = [p for p in others if _preposition(sentence, lexicon, p) in _TOWARDS]
        others = [p for p in others if p not in led or happening.event_type in _CARRIES]
        places = [p for p in places if not _acts(happening, p) and (p not in led or p in others)]
        places = [p for p in places if not _of_another(happening, lexicon, p)]
        chosen = _tied(sentence, lexicon, others, happening) or _only(sentence, lexicon, places)
        chosen = chosen or _of_whom(sentence, lexicon, happening)
        if chosen:
            return _settled(sentence, places, chosen, "sentence-place")
        if told is not None:
            return Found(told, "paragraph-place")
    return Found(None, None, "the sentence ties no place to it")


def _is_seat(sentence: Sentence, lexicon: Lexicon, place: PlaceMention) -> bool:
    """ "A monitor based in X", "the X-based group": where somebody has his seat."""
    at, end = sentence.word_at(place.start), sentence.word_at(place.end)
    tied = end < len(sentence.words) and sentence.gap(end).strip() in ("-", "‑")
    return (tied and lexicon.has("seated", sentence.keys[end])) or (
        at > 1 and lexicon.has("seated", sentence.keys[at - 2]) and lexicon.has("in_place", sentence.keys[at - 1])
    )


def _of_another(happening: Happening, lexicon: Lexicon, place: PlaceMention) -> bool:
    """Whether a place stands in a relative clause that ends before the event's words: "X, who met Y in Z, flew to"."""
    sentence, index = happening.sentence, happening.sentence.word_at(place.start)
    if index >= happening.start or not any("," in sentence.gaps[i] for i in range(index + 1, happening.start + 1)):
        return False
    opens = next((i for i in range(index, 0, -1) if lexicon.has("relative", sentence.keys[i])), None)
    return opens is not None and "," in sentence.gaps[opens] and lexicon.language == "en"


def _acts(happening: Happening, place: PlaceMention) -> bool:
    """Whether a place's name stands for who does it: "Paris recalled its ambassador"."""
    verb, subject = happening.verb, happening.subject
    if verb is None or verb.passive or subject is None:
        return False
    return happening.sentence.word_at(place.start) in subject.heads


def _aside(happening: Happening, place: PlaceMention) -> bool:
    """Whether a place stands behind "amid", "since" or "despite": where something else is feared, or was once."""
    sentence, index = happening.sentence, happening.sentence.word_at(place.start)
    between = set(sentence.keys[happening.clause.end - 1 : index]) if index >= happening.clause.end else set()
    return bool(between & _ASIDES)


def _preposition(sentence: Sentence, lexicon: Lexicon, place: PlaceMention) -> str:
    """The preposition before a place, across articles, adjectives and words like "the village of"."""
    index = sentence.word_at(place.start)
    if place.rule == "between":
        return "on"  # "the road from X to Y"
    if index < len(sentence.words) and lexicon.has("in_place", sentence.words[index].key):
        return sentence.words[index].key  # "near X" is a mention of its own
    prepositions, small = lexicon.of("in_place", "from_place"), lexicon.of("determiners", "place_nouns")
    for back in range(index - 1, max(-1, index - 8), -1):
        key = sentence.keys[back]
        if sentence.parted(back + 1):
            return ""
        if key == "to" and back and sentence.keys[back - 1] == "according":
            return ""  # a capital that speaks
        if key in prepositions:
            by_country = key in ("by", "par") and place.place_kind is PlaceKind.COUNTRY
            return "" if by_country else key  # "rebels backed by X": a party
        if lexicon.has("of_place", key):
            noun = back > 0 and lexicon.has("place_nouns", sentence.words[back - 1].key)
            if not noun:
                return _around(sentence, lexicon, place, back) or key
            continue
        between = key in small or key in ("and", "the", "of") or sentence.words[back].text[0].isupper()
        if not between and not key.endswith(("ern", "ing", "ous")):
            return ""
    return ""


def _around(sentence: Sentence, lexicon: Lexicon, place: PlaceMention, of: int) -> str:
    """The preposition of place before what belongs to a town: "in the creeks of X", "at the gate of X"; else ""."""
    if place.place_kind is PlaceKind.COUNTRY or sentence.words[of].key != "of":
        return ""
    for back in range(of - 1, max(-1, of - _PHRASE), -1):
        key = sentence.words[back].key
        if lexicon.has("belongs", key) or sentence.gap(back + 1).strip(" -‑'’"):
            return ""
        if lexicon.has("in_place", key) and key not in ("to", "by", "over"):
            return key
        if lexicon.has("from_place", key) or lexicon.has("of_place", key):
            return ""
    return ""


def _tied(
    sentence: Sentence, lexicon: Lexicon, places: list[PlaceMention], happening: Happening
) -> PlaceMention | None:
    """The first place with a preposition of place; with "from" where people are taken from."""
    taken = happening.event_type in ("abduction", "desertion", "humanitarian", "deployment")
    first_from = None
    for place in places:
        word = _preposition(sentence, lexicon, place)
        if happening.event_type in _SPOKEN and not _where_said(sentence, word, place, happening):
            continue
        if word == "to" and happening.trigger.lemma.startswith(_DRIVEN):
            continue
        if word in ("to", "vers") and place.place_kind is PlaceKind.COUNTRY and happening.event_type not in _MOVES:
            continue  # "exports to X"
        if word in ("between", "entre") and place.place_kind is PlaceKind.COUNTRY:
            continue  # "talks between X and Y": parties
        if lexicon.has("in_place", word) and not (word == "to" and taken) and not _another(sentence, lexicon, place):
            return place
        if lexicon.has("from_place", word) and taken:
            first_from = first_from or place
    return first_from


def _where_said(sentence: Sentence, word: str, place: PlaceMention, happening: Happening) -> bool:
    """Whether a place is where something was said: "its support for the rebels in Iraq" tells where the rebels are."""
    said = sentence.words[happening.end - 1].end
    between = any(said <= group.start and group.end <= place.start for group in sentence.groups)
    return word in ("in", "at", "near", "à", "en") and not between


def _another(sentence: Sentence, lexicon: Lexicon, place: PlaceMention) -> bool:
    """ "in Mali's parliament": a country that only owns something is no place of the happening."""
    return place.place_kind is PlaceKind.COUNTRY and _possessive(sentence, place)


def _possessive(sentence: Sentence, place: PlaceMention) -> bool:
    index = sentence.word_at(place.end) - 1
    return 0 <= index < len(sentence.words) and sentence.words[index].text.endswith(("'s", "’s"))


def _object(
    sentence: Sentence, lexicon: Lexicon, after: list[PlaceMention], happening: Happening
) -> PlaceMention | None:
    """A place that the thing was done to: "attacked Gao", "attack on the X gas plant", "take the town of X"."""
    if happening.event_type in _SPOKEN:
        return None
    for place in after:
        index = sentence.word_at(place.start)
        words = [w.key for w in sentence.words[happening.end : index]]
        loose = happening.trigger.is_noun and not any(lexicon.has("in_place", w) or w == "of" for w in words)
        if loose or _possessive(sentence, place) or _speaks(sentence, index) or _of_office(sentence, lexicon, place):
            continue
        if len(words) > 1 and lexicon.has("belongs", words[-2]) and lexicon.has("of_place", words[-1]):
            continue  # "the embassy of X"
        if any(lexicon.has("from_place", w) or w in ("by", "with", "for", "between") for w in words):
            return None
        parted = any("," in gap for gap in sentence.gaps[happening.end : index + 1])
        if parted and happening.verb and happening.verb.passive:
            return None  # "were killed, the X doctors' union said"
        if len(words) <= 6 and _preposition(sentence, lexicon, place) != "between":
            return place
    return None


def _direct(
    sentence: Sentence, lexicon: Lexicon, after: list[PlaceMention], happening: Happening
) -> PlaceMention | None:
    """A town right after the verb: "seized Gao and drove the rebels towards Kidal"."""
    if happening.event_type in _SPOKEN or happening.trigger.is_noun or not after:
        return None
    place, index = after[0], sentence.word_at(after[0].start)
    if _of_office(sentence, lexicon, place):
        return None
    direct = sentence.keys[happening.end : index] in _ARTICLES and not _possessive(sentence, place)
    area = place.place_kind is PlaceKind.COUNTRY or (len(after) > 1 and _within(sentence, after[0], after[1]))
    return place if direct and not area else None


def _within(sentence: Sentence, one: PlaceMention, other: PlaceMention) -> bool:
    """ "Gao, Mali", "the town of X in Y": the second says where the first is."""
    return len(sentence.text[one.end : other.start].split()) <= 2


def _speaks(sentence: Sentence, index: int) -> bool:
    """Whether a place stands for its government: "according to Paris", "selon Paris"."""
    before = [w.key for w in sentence.words[max(0, index - 2) : index]]
    return before[-1:] == ["selon"] or before == ["according", "to"]


def _only(sentence: Sentence, lexicon: Lexicon, places: list[PlaceMention]) -> PlaceMention | None:
    """The one place that a sentence names, with what it lies in, unless it stands as a party or an origin."""
    inner = [p for n, p in enumerate(places) if not n or not _lies_in(sentence, places[n - 1], p)]
    if len({p.name or p.text for p in inner}) != 1:
        return None
    first = inner[0]
    word = _preposition(sentence, lexicon, first)
    if _speaks(sentence, sentence.word_at(first.start)) or _names_a_deed(sentence, lexicon, first):
        return None
    following = sentence.keys[sentence.word_at(first.end) :][:1]
    if lexicon.has("says", sentence.keys[sentence.word_at(first.start) - 1]) and sentence.word_at(first.start):
        return None  # "a précisé Pretoria"
    if _of_office(sentence, lexicon, first) or any(lexicon.has("says", w) for w in following):
        return None
    barred = first.place_kind is PlaceKind.COUNTRY and not lexicon.has("in_place", word)
    barred = barred or any(_possessive(sentence, p) for p in places)
    return None if barred or lexicon.has("from_place", word) else first


def _lies_in(sentence: Sentence, one: PlaceMention, other: PlaceMention) -> bool:
    """ "Takum, Taraba state", "Southern Ijaw LGA (Bayelsa)": the second says where the first is."""
    between = sentence.text[one.end : other.start]
    return between.rstrip(" ").endswith((",", "(")) and len(between.split()) <= 3 and "and" not in between


def _of_whom(sentence: Sentence, lexicon: Lexicon, happening: Happening) -> PlaceMention | None:
    """The town whose people or houses it was done by or to: "the prefect of X was abducted", "residents of X"."""
    spans = [s for s in (happening.goal, happening.object, happening.subject) if s]
    bounds = [s[:2] for s in spans]
    for place in sentence.places:
        at = sentence.word_at(place.start)
        if place.place_kind is not PlaceKind.CITY or not any(first <= at < last for first, last in bounds):
            continue
        if _preposition(sentence, lexicon, place) == "of":
            return place
    return None


def _finer(sentence: Sentence, lexicon: Lexicon, chosen: PlaceMention) -> PlaceMention:
    """The town said to lie in the area chosen: "residents of X in the Y region", "attacked X village, in Y"."""
    if chosen.place_kind not in (PlaceKind.ADMIN1, PlaceKind.REGION, PlaceKind.COUNTRY):
        return chosen
    for place in sentence.places:
        tie = [word.strip(",(").lower() for word in sentence.text[place.end : chosen.start].split()]
        tie = [word for word in tie if word and not lexicon.has("place_nouns", word)]
        town = place.place_kind is PlaceKind.CITY and place.latitude is not None and chosen.latitude is not None
        if town and place.end < chosen.start and tie in _TIES and _holds(chosen, place):
            return place
    return chosen


def _holds(area: PlaceMention, town: PlaceMention) -> bool:
    if area.place_kind is PlaceKind.COUNTRY:
        return area.country_code == town.country_code
    reach = max(_PROVINCE, 1.5 * (area.radius_km or 0))
    near = haversine_km(area.latitude, area.longitude, town.latitude, town.longitude) <= reach
    return near and area.country_code == town.country_code


def _names_a_deed(sentence: Sentence, lexicon: Lexicon, place: PlaceMention) -> bool:
    """ "the Tiananmen crackdown": the place of what the noun tells, which is something else."""
    at = sentence.word_at(place.end)
    if at >= len(sentence.words) or sentence.gap(at) != " ":
        return False
    return any(t.is_noun for _, values in lexicon.triggers.every(sentence.keys, at, at + 1) for t, _ in values)


def _of_office(sentence: Sentence, lexicon: Lexicon, place: PlaceMention) -> bool:
    """ "the Jubaland security minister": a place that only says whose office somebody holds."""
    at = sentence.word_at(place.end)
    near = range(at, min(at + 2, len(sentence.words)))
    if any(sentence.gap(i) != " " for i in near[:1]):
        return False
    return any(lexicon.has("offices", sentence.keys[i]) for i in near) and lexicon.language == "en"


def _settled(sentence: Sentence, places: list[PlaceMention], chosen: PlaceMention, rule: str) -> Found:
    """The chosen place, or the one that contains it where no gazetteer has it."""
    if chosen.latitude is not None:
        return Found(chosen, rule)
    for place in places:
        between = sentence.text[chosen.end : place.start] if place.start >= chosen.end else None
        if between is not None and len(between.split()) <= 6 and place.latitude is not None:
            return Found(place, "containing-place")
    return Found(chosen, rule, chosen.reason or f"no gazetteer has {chosen.text}")
