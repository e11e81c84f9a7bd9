"""Which words name places: the longest names of the gazetteer, weighed by what stands around them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import PlaceKind, Span
from pipeline.places.gazetteer import Gazetteer, Sense
from pipeline.places.lexicon import load_lexicon
from pipeline.places.model import Place, distance_km
from pipeline.places.persons import Persons
from pipeline.places.tokens import Token, joined, name_key

LONGEST = 6  # words in a name
THRESHOLD = 11.0  # a town of 60,000 with nothing said for or against it
STATE_LIKE = 13.0  # weight above which a subdivision is named without its country
COUNTRY_LIKE = 15.5  # weight above which a name is known to every reader
SIZEABLE = 12.5  # weight of a name that may stand on the other side of a hyphen
SHOUTED = 13.0  # weight of a name that is believed in a line of capitals
GIVEN = 20.0  # support of a name that somebody marked as a place
THE_TOWN = 11.0  # weight of a town that may be called "The …"
SUPPORT = 1.5  # natural logarithms of people that one point of support outweighs
ARABIC_PREFIXES = "وبلف"  # and, in, to, so: written together with the word after them
EXPANSIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


@dataclass(slots=True)
class Name:
    """tokens[first:last] that may name a place, with what speaks for it."""

    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]
    support: float = 0.0
    cues: list[str] = field(default_factory=list)
    within: Place | None = None  # said to lie in ("Derna, Libya")
    beside: Place | None = None  # the neighbour in a list of places
    holds: Place | None = None  # said to hold the place before it
    heads: frozenset[PlaceKind] | None = None  # kinds that the words around it allow

    @property
    def weight(self) -> float:
        return self.senses[0].weight

    @property
    def score(self) -> float:
        return self.weight + SUPPORT * self.support

    def add(self, points: float, cue: str) -> None:
        self.support += points
        self.cues.append(cue)


class Recogniser:
    """Finds names in one document's words."""

    def __init__(
        self,
        text: str,
        language: str,
        tokens: list[Token],
        gazetteer: Gazetteer,
        persons: Persons,
        masks: tuple[Span, ...] = (),
        dateline: tuple[Span, ...] = (),
    ) -> None:
        """`masks` are spans that name no place; `dateline` those of the lines that open reports with one."""
        self.text, self.language, self.tokens = text, language, tokens
        self.gazetteer, self.persons, self.lexicon = gazetteer, persons, load_lexicon()
        self._masked = _positions(tokens, masks)
        self._dateline = _positions(tokens, dateline)

    def names(self) -> list[Name]:
        """Names that may be places, in order, none overlapping another, each with its support."""
        found, i = [], 0
        while i < len(self.tokens):
            name = self._longest(i)
            if name is None or not self._admit(name):
                i += 1 if name is None else name.last - name.first
                continue
            self._weigh(name)
            found.append(name)
            i = name.last
        self._containment(found)
        self._lists(found)
        return found

    def given(self, spans: tuple[Span, ...]) -> list[Name | None]:
        """The name in each span that is known to name a place; None where the gazetteer has nothing for it."""
        found = [self._in_span(span) for span in spans]
        known = [name for name in found if name]
        for name in known:
            self._weigh(name)
            name.add(GIVEN, "said to be a place")
        self._containment(known)
        self._lists(known)
        return found

    def _in_span(self, span: Span) -> Name | None:
        """The longest name inside a span, the first of those as long."""
        inside = [n for n, t in enumerate(self.tokens) if t.start < span.end and t.end > span.start]
        for length in range(len(inside), 0, -1):
            for first in inside[: len(inside) - length + 1]:
                key = name_key(self.tokens[first : first + length])
                if senses := self._senses(key, first, first + length):
                    return Name(first, first + length, key, senses)
        return None

    # --- matching --------------------------------------------------------------------------------------------------

    def _longest(self, i: int) -> Name | None:
        token = self.tokens[i]
        if i in self._masked or not (token.cap or (token.key == "sub" and token.text.islower())):
            return None
        for j in range(self._reach(i), i, -1):
            if self.tokens[j - 1].cap:
                key = name_key(self.tokens[i:j])
                senses = self._senses(key, i, j)
                if senses:
                    return Name(i, j, key, senses)
        return None

    def _reach(self, i: int) -> int:
        """The end of the longest stretch from `i` that could be one name."""
        j = i + 1
        while j < len(self.tokens) and j - i < LONGEST and j not in self._masked:
            token = self.tokens[j]
            if not joined(token, self.tokens[j - 1]):
                break
            possessive = token.key == "s" and token.gap in ("'", "’")  # "Queen Anne's County"
            particle = token.key in self.lexicon.connectors or len(token.text) <= 3
            if not (token.cap or possessive or particle):
                break
            j += 1
        return j

    def _senses(self, key: str, i: int, j: int) -> tuple[Sense, ...]:
        if j - i == 1 and (short := self._short_form(i)):
            return short
        if j - i == 1 and len(key) < 3 and not self.tokens[i].caseless and not self.tokens[i].text.isupper():
            return ()
        senses = self.gazetteer.senses_of_key(key)
        if not senses and self.tokens[i].key in EXPANSIONS:
            head, _, rest = key.partition(" ")
            senses = self.gazetteer.senses_of_key(f"{EXPANSIONS[head]} {rest}")
        if not senses and self.tokens[i].caseless and key[0] in ARABIC_PREFIXES and len(key) > 3:
            senses = self.gazetteer.senses_of_key(key[1:])
        return senses

    def _short_form(self, i: int) -> tuple[Sense, ...]:
        """Senses of "Calif." or "NSW" where it may stand for the state."""
        token = self.tokens[i]
        after_town = i > 0 and token.gap == ", " and self.tokens[i - 1].cap
        places = [p for p, alone in self.gazetteer.short_form(token.text) if after_town or alone]
        return tuple(Sense(place, True) for place in places)

    # --- admission: rules that leave nothing to weigh ---------------------------------------------------------------

    def _admit(self, name: Name) -> bool:
        if any(k in self._masked for k in range(name.first, name.last)):
            return False
        if name.key in self.lexicon.never:
            return False
        if name.key.startswith("the ") and name.weight < THE_TOWN:
            return False
        token = self.tokens[name.first]
        if name.last - name.first == 1 and not self._single_word(name, token):
            return False
        if any(k in self.persons.words for k in range(name.first, name.last)):
            return False
        if token.gap == "-" and name.first and self.tokens[name.first - 1].key in self.lexicon.hyphen_prefixes:
            return False
        return self._left(name) and self._right(name)

    def _single_word(self, name: Name, token: Token) -> bool:
        lexicon, key = self.lexicon, token.key
        if key in lexicon.never_alone or key in lexicon.titles or key in lexicon.function_words or len(key) < 2:
            return False
        if key in lexicon.area_heads or key in lexicon.natural_heads or key in lexicon.facility_heads:
            return False
        if key in self.gazetteer.demonyms and self.language == "en":
            return False
        if key == "us" and (token.text != "US" or self._beside_dollar(token)):
            return False
        if token.text.isupper() and len(token.text) <= 5 and not token.caseless:
            return self._acronym(name)
        return True

    def _beside_dollar(self, token: Token) -> bool:
        return token.gap.endswith("$") or self.text[token.end : token.end + 1] == "$"

    def _acronym(self, name: Name) -> bool:
        """ "DRC" is a country; "ITU" is no town in Brazil. Whole lines of capitals and datelines are another matter."""
        kind, token = name.senses[0].place.kind, self.tokens[name.first]
        if kind not in (PlaceKind.CITY, PlaceKind.ADMIN1) or self._short_form(name.first):
            return True
        return self._dateline_like(name) or name.first in self._dateline or (token.loud and name.weight > SHOUTED)

    def _left(self, name: Name) -> bool:
        """Whether the capitalised word before, if any, leaves this a place."""
        if name.first == 0:
            return True
        token, before = self.tokens[name.first], self.tokens[name.first - 1]
        if not before.cap or before.caseless or not joined(token, before) or before.key in self.lexicon.function_words:
            return self._after_of(name, before)
        if before.loud or self._tolerated(before) or before.end - before.start == 1:
            return True
        if (
            before.opens
            and before.key not in self.gazetteer.given_names
            and before.key not in self.lexicon.natural_heads
        ):
            return before.key not in self.lexicon.titles
        if token.gap in ("-", "–") and self.gazetteer.knows(before.key):
            return True
        if before.key in self.lexicon.titles:
            return False
        shouted = token.text.isupper() and not before.text.isupper()
        return shouted or before.key in self.gazetteer.demonyms

    def _tolerated(self, token: Token) -> bool:
        return (
            token.key in self.lexicon.parts
            or token.key in self.lexicon.adjectives
            or token.key in self.lexicon.area_heads
        )

    def _after_of(self, name: Name, before: Token) -> bool:
        """ "Bank of Mali" is no place, "City of Gao" is one."""
        if before.key not in ("of", "de", "du") or name.first < 2 or self.tokens[name.first].gap != " ":
            return True
        head = self.tokens[name.first - 2]
        return not (head.cap and not head.loud and head.key in self.lexicon.organisations_of)

    def _right(self, name: Name) -> bool:
        """Whether the capitalised words after, if any, leave this a place; notes what they say of its kind."""
        if name.last >= len(self.tokens):
            return True
        after = self.tokens[name.last]
        if after.key == "s" and self._thing_at(name.last + 1):
            return False
        if not after.cap or after.caseless or not joined(after, self.tokens[name.last - 1]):
            return True
        if after.loud:
            return after.key not in self.lexicon.media_words
        key = after.key
        if after.gap in ("-", "–"):
            senses = self.gazetteer.senses_of_key(key)
            return (bool(senses) and senses[0].weight > SIZEABLE) or key in self.gazetteer.demonyms
        if key in self.lexicon.natural_heads or key in self.lexicon.media_words:
            return False
        if key in self.lexicon.area_heads:
            name.add(3, "town word" if key in self.lexicon.town_words else "area word")
            if self._organisation_at(name.last + 1):
                return False
            return name.weight > 12 or key not in self.lexicon.town_words
        if key in self.lexicon.offices or key in self.lexicon.function_words or key in self.lexicon.titles:
            return True
        if key in self.lexicon.facility_heads:
            name.add(0, "facility")
            return name.weight > THE_TOWN
        return len(after.text) == 1 or self._country_before_name(name, key)

    def _thing_at(self, k: int) -> bool:
        """Whether a capitalised word for a square, a lake or the like stands at `k` ("St. Peter's Square")."""
        lexicon = self.lexicon
        things = (lexicon.facility_heads, lexicon.natural_heads)
        return k < len(self.tokens) and self.tokens[k].cap and any(self.tokens[k].key in words for words in things)

    def _organisation_at(self, k: int) -> bool:
        """Whether a capitalised word of an organisation stands at `k` ("Oregon State Police")."""
        if k >= len(self.tokens) or not joined(self.tokens[k], self.tokens[k - 1]):
            return False
        return self.tokens[k].cap and self.tokens[k].key in self.lexicon.organisation_words

    def _country_before_name(self, name: Name, key: str) -> bool:
        """ "US Army" and "DRC Ministry" speak of the country; "Chad Smith" does not."""
        if name.weight < COUNTRY_LIKE or name.senses[0].place.kind is not PlaceKind.COUNTRY:
            return False
        before = self.tokens[name.first - 1].key if name.first else ""
        if self.tokens[name.first].key not in self.gazetteer.given_names or before in self.lexicon.prepositions | {
            "of"
        }:
            return True
        return key in self.lexicon.organisation_words

    # --- weighing --------------------------------------------------------------------------------------------------

    def _weigh(self, name: Name) -> None:
        tokens, lexicon = self.tokens, self.lexicon
        token = tokens[name.first]
        if name.first in self._dateline or self._dateline_like(name):
            name.add(6, "dateline")
        if name.first and token.gap in (" ", "\n"):
            before = tokens[name.first - 1].key
            if before in ("the",) and name.first > 1:
                before = tokens[name.first - 2].key
            if before in lexicon.prepositions:
                name.add(3, f"after “{before}”")
            elif before in lexicon.weak_prepositions:
                name.add(1, f"after “{before}”")
                if name.first > 1 and tokens[name.first - 2].key in lexicon.place_nouns:
                    name.add(3, f"after “{tokens[name.first - 2].key} {before}”")
                    if tokens[name.first - 2].key in lexicon.area_heads - lexicon.town_words:
                        name.cues.append("area word")
            elif before in lexicon.parts:
                name.add(1.5, f"after “{before}”")
        if name.last < len(tokens) and tokens[name.last].gap == " " and tokens[name.last].key in lexicon.place_nouns:
            name.add(2.5, f"before “{tokens[name.last].key}”")
            if tokens[name.last].key in lexicon.area_heads - lexicon.town_words:
                name.cues.append("area word")
        self._weigh_against(name)

    def _weigh_against(self, name: Name) -> None:
        token, single = self.tokens[name.first], name.last - name.first == 1
        if name.last < len(self.tokens) and self.tokens[name.last].key in self.lexicon.speech:
            name.add(-3, "speaks")
        if name.last < len(self.tokens) and self.tokens[name.last].key in self.lexicon.named_after_places:
            name.add(-8, f"before “{self.tokens[name.last].key}”")
        if not single:
            return
        doubt = min(1.0, max(0.25, (COUNTRY_LIKE - name.weight) / 4))  # few doubt Houston
        if token.key in self.gazetteer.common_words:
            points = 1 if name.weight > COUNTRY_LIKE else 5 if token.opens or token.loud else 2.5
            name.add(-points, "common word")
        if token.key in self.persons.surnames:
            name.add(-6, "surname of a person named in the text")
        elif share := self.gazetteer.surnames.get(token.key):
            name.add(-doubt * min(3.0, math.log1p(share * 60)), "surname")
        if token.key in self.gazetteer.given_names:
            name.add(-2 * doubt, "given name")
        if not name.senses[0].first:
            name.add(-3 if len(token.key) <= 4 else -1, "another place's other name")
        if token.loud or token.opens:
            name.add(-0.5, "capital says nothing")
        if token.caseless:
            name.add(-1, "script without capitals")

    def _dateline_like(self, name: Name) -> bool:
        """ "GAO, Mali —" or "ALGIERS (Agency) -" at the head of a paragraph."""
        token = self.tokens[name.first]
        if not token.text.isupper() or len(token.text) < 3 or token.loud:
            return False
        return name.first == 0 or "\n" in token.gap

    def _containment(self, names: list[Name]) -> None:
        """ "X, Y", "X (Y)" and "X in Y": where the second can hold the first, each supports the other."""
        for inner, outer in pairwise(names):
            between = outer.first - inner.last
            gap = self.tokens[outer.first].gap
            tight = between == 0 and gap in (", ", " (", ",\n") and not self.tokens[outer.first].loud
            loose = 0 < between <= 4 and gap == " " and self._says_in(inner.last, outer.first)
            if not (tight or loose):
                continue
            if _both_countries(inner, outer) or (tight and _both_divisions(inner, outer)):
                continue
            pairs = ((s, o) for o in outer.senses for s in inner.senses if contains(o.place, s.place))
            if pair := next(pairs, None):
                inner.within = outer.holds = pair[1].place
                inner.add(
                    (5 if tight else 2) + (3 if "surname of a person named in the text" in inner.cues else 0),
                    "containment",
                )
                outer.add(3 if tight else 1, "holds the place before")

    def _says_in(self, start: int, end: int) -> bool:
        """Whether the words between two names say that the first lies in the second ("located in northern")."""
        words = [t.key for t in self.tokens[start:end]]
        return any(w in ("in", "en", "au") for w in words) and all(
            w in self.lexicon.inside_words or w in self.lexicon.parts for w in words
        )

    def _lists(self, names: list[Name]) -> None:
        """Places in a row ("Gao, Kidal and Timbuktu") support each other."""
        for one, two in pairwise(names):
            words = [t.key for t in self.tokens[one.last : two.first]]
            gap = self.tokens[two.first].gap
            if (words == [] and gap == ", ") or (words in (["and"], ["et"], ["or"]) and gap == " "):
                if one.within is None and one.score > THRESHOLD + 1:
                    two.add(1.5, "in a list of places")
                    two.beside = one.senses[0].place
                if one.within is None and two.score > THRESHOLD + 1:
                    one.add(1.5, "in a list of places")
                    one.beside = one.beside or two.senses[0].place


def _both_countries(inner: Name, outer: Name) -> bool:
    """ "Niger, Nigeria" is a list, though Nigeria has a state called Niger; "Georgia, United States" is none."""
    one, other = inner.senses[0].place, outer.senses[0].place
    if one.kind is not PlaceKind.COUNTRY or other.kind is not PlaceKind.COUNTRY:
        return False
    held = max((s.weight for s in inner.senses if contains(other, s.place)), default=0)
    return held < COUNTRY_LIKE - 0.5


def _both_divisions(inner: Name, outer: Name) -> bool:
    """ "Virginia, Washington, West Virginia" is a list of states, though a Washington lies in West Virginia."""
    alike = {s.place.country_code for s in inner.senses if s.place.kind is PlaceKind.ADMIN1 and s.weight > STATE_LIKE}
    top = outer.senses[0]
    listed = top.place.kind is PlaceKind.ADMIN1 and top.weight > STATE_LIKE and top.place.country_code in alike
    return listed and inner.key != outer.key


def contains(outer: Place, inner: Place) -> bool:
    """Whether `outer` is a country, a subdivision or a region that `inner` lies in."""
    if outer.kind is PlaceKind.COUNTRY:
        return inner.kind is not PlaceKind.COUNTRY and inner.country_code == outer.country_code
    if (
        outer.kind is PlaceKind.ADMIN1
        and inner.country_code == outer.country_code
        and inner.kind is not PlaceKind.COUNTRY
    ):
        if outer.admin1 and inner.admin1 and not outer.name.endswith("County"):
            return outer.admin1 == inner.admin1 and inner.name != outer.name
        return inner.kind is PlaceKind.CITY and distance_km(outer, inner) <= 1.6 * outer.radius_km
    return False


def _is_own_name(name: Name) -> bool:
    return name.senses[0].first


def _positions(tokens: list[Token], spans: tuple[Span, ...]) -> frozenset[int]:
    """Indices of the words that touch one of the spans; both are in order of the text."""
    found, ordered, at = set(), sorted(spans), 0
    for number, token in enumerate(tokens):
        while at < len(ordered) and ordered[at].end <= token.start:
            at += 1
        if at < len(ordered) and ordered[at].start < token.end:
            found.add(number)
    return frozenset(found)
