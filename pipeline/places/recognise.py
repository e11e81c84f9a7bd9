"""Which words name places: the longest names of the gazetteer, unless they are part of something else's name."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from pipeline.model import PlaceKind, Span
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import load_lexicon
from pipeline.places.matching import Matcher
from pipeline.places.persons import Persons
from pipeline.places.support import COUNTRY_LIKE, IN_COMPANY, Name, Support, contains
from pipeline.places.tokens import Token, name_key

_START = attrgetter("start")
SIZEABLE = 12.5  # weight of a name that may stand on the other side of a hyphen
SHOUTED = 13.0  # weight of a name that is believed in a line of capitals
GIVEN = 20.0  # support of a name that somebody marked as a place
TOWNSHIP = 12.0  # weight up to which "X Township" need not be the X that is known
THE_TOWN = 11.0  # weight of a town that may be called "The …"
VERB_ENDS = ("ing", "ed")
ROADS = frozenset("highway route hwy".split())
# Of the words of organisations, those of a state itself: "US Army" speaks of the country, "US Senate" has a name.
ARMS_OF_STATE = frozenset("army navy forces police ministry centers centres centre relief government".split())
DIVISIONS = frozenset("state province region governorate oblast department prefecture lga cercle".split())
# What a county keeps: its name stays a place before them ("Ellis County Sheriff").
COUNTY_BODIES = frozenset(
    "commission commissioners council court courthouse sheriff board police fire jail health department prosecutor "
    "prosecutors attorney clerk coroner superior circuit schools school district "
    "airport fair fairgrounds executive judge grand".split()
)


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
        self.masked = _positions(tokens, masks)
        self.matcher = Matcher(tokens, gazetteer, self.masked)
        self.support = Support(tokens, gazetteer, persons, _positions(tokens, dateline))

    def names(self, capitals: list[int]) -> list[Name]:
        """Names that may be places, in order, none overlapping another, each with its support.

        `capitals` are the positions of words that begin with a capital.
        """
        found, free = [], 0
        small = [i for i, token in enumerate(self.tokens) if token.text == "sub"] if "sub" in self.text else []
        for i in sorted([*capitals, *small]):
            name = self.matcher.longest(i) if i >= free else None
            if name is None:
                continue
            if "in a list of counties" in name.cues or self._admit(name):
                self.support.weigh(name)
                found.append(name)
                free = name.last
            elif not name.key.startswith("the "):
                free = name.last
        self.support.relate(found)
        return found

    def given(self, spans: tuple[Span, ...]) -> list[Name | None]:
        """The name in each span that is known to name a place; None where the gazetteer has nothing for it."""
        found = [self._in_span(span) for span in spans]
        known = [name for name in found if name]
        for name in known:
            self.support.weigh(name)
            name.add(GIVEN, "said to be a place")
        self.support.relate(known)
        return found

    def _in_span(self, span: Span) -> Name | None:
        """The longest name inside a span, the first of those as long."""
        inside = [n for n, t in enumerate(self.tokens) if t.start < span.end and t.end > span.start]
        for length in range(len(inside), 0, -1):
            for first in inside[: len(inside) - length + 1]:
                key = name_key(self.tokens[first : first + length])
                if senses := self.matcher.senses(key, first, first + length):
                    return Name(first, first + length, key, senses)
        return None

    # --- admission: rules that leave nothing to weigh ---------------------------------------------------------------

    def _admit(self, name: Name) -> bool:
        if not self.masked.isdisjoint(range(name.first, name.last)):
            return False
        if name.key in self.lexicon.never:
            return False
        token = self.tokens[name.first]
        if name.key.startswith("the ") and name.weight < THE_TOWN:
            if token.opens or token.loud:
                return False
            name.cues.append(IN_COMPANY)  # "friends in The Plains"
        if name.last - name.first == 1 and not self._single_word(name, token):
            return False
        if not self.persons.words.isdisjoint(range(name.first, name.last)):
            return False
        if token.gap == "-" and name.first and self.tokens[name.first - 1].key in self.lexicon.hyphen_prefixes:
            return False
        return self._left(name) and self._right(name)

    def _single_word(self, name: Name, token: Token) -> bool:
        lexicon, key = self.lexicon, token.key
        if self._called_a_division(name):
            return True
        if self._ends_a_list(name):
            return True
        if key in lexicon.never_alone or key in lexicon.titles or key in lexicon.function_words or len(key) < 2:
            return False
        if key in lexicon.area_heads or key in lexicon.natural_heads or key in lexicon.facility_heads:
            plain = key not in self.gazetteer.common_words and name.weight > THE_TOWN
            return (plain and not token.opens) or self._within_said(name)
        if key in self.gazetteer.demonyms and self.language == "en":
            return False
        if key == "us" and (token.text != "US" or self._beside_dollar(token)):
            return False
        if token.text.isupper() and len(token.text) <= 5 and not token.caseless:
            return self._acronym(name)
        return True

    def _within_said(self, name: Name) -> bool:
        """ "Delta, La.", "Canton, Mississippi": a word for a kind of place that the next one makes a town's name."""
        after = self.tokens[name.last] if name.last < len(self.tokens) else None
        if after is None or after.gap != ", " or not after.cap:
            return False
        outer = self.matcher.short_form(name.last) or self.gazetteer.senses_of_key(after.key)
        return any(contains(o.place, s.place) for o in outer[:2] for s in name.senses)

    def _called_a_division(self, name: Name) -> bool:
        """ "Plateau State", "Western Province": a common word that the next one makes a province's name."""
        after = self.tokens[name.last] if name.last < len(self.tokens) else None
        if after is None or not after.cap or after.gap != " " or after.key not in DIVISIONS:
            return False
        divisions = tuple(s for s in name.senses if s.place.kind is PlaceKind.ADMIN1)
        if divisions:
            name.senses = divisions
        return bool(divisions)

    def _ends_a_list(self, name: Name) -> bool:
        """ "Bokkos, Plateau": a province called like a usual word, after a place that lies in it."""
        first = name.first
        if first == 0 or self.tokens[first].gap != ", " or not self.tokens[first - 1].cap:
            return False
        divisions = tuple(s for s in name.senses if s.place.kind is PlaceKind.ADMIN1)
        if not divisions or self.matcher.reach(first) > first + 1:
            return False
        starts = range(first - 1, max(-1, first - 4), -1)
        inner = (s for k in starts for s in self.gazetteer.senses_of_key(name_key(self.tokens[k:first])))
        held = any(contains(division.place, sense.place) for sense in inner for division in divisions)
        if held:
            name.senses = divisions
        return held

    def _beside_dollar(self, token: Token) -> bool:
        return token.gap.endswith("$") or self.text[token.end : token.end + 1] == "$"

    def _acronym(self, name: Name) -> bool:
        """ "DRC" is a country; "ITU" is no town in Brazil. Whole lines of capitals and datelines are another matter."""
        kind, token = name.senses[0].place.kind, self.tokens[name.first]
        if kind not in (PlaceKind.CITY, PlaceKind.ADMIN1) or self.matcher.short_form(name.first):
            return True
        return (
            self.support.dateline_like(name)
            or name.first in self.support.dateline
            or (token.loud and name.weight > SHOUTED)
        )

    def _left(self, name: Name) -> bool:
        """Whether the capitalised word before, if any, leaves this a place."""
        if name.first == 0:
            return True
        token, before = self.tokens[name.first], self.tokens[name.first - 1]
        if not before.cap or before.caseless or not token.joins or before.key in self.lexicon.function_words:
            return self._after_of(name, before)
        if before.loud or self._tolerated(before) or before.end - before.start == 1:
            return True
        if before.opens and before.key.endswith(VERB_ENDS):
            return True  # "Accusing Italy of …"; "Racing Victoria" pays for it
        if token.gap in ("-", "–") and self.gazetteer.knows(before.key):
            return True
        if before.key in self.lexicon.titles:
            return False
        shouted = token.text.isupper() and not before.text.isupper()
        return shouted or before.key in self.gazetteer.demonyms

    def _on_a_road(self, name: Name) -> bool:
        """ "the X-Y road", "on the axis X-Y"."""
        around = (*range(max(0, name.first - 2), name.first), *range(name.last + 1, name.last + 4))
        return any(self._key_at(k) in self.lexicon.road_words for k in around)

    def _tolerated(self, token: Token) -> bool:
        return (
            token.key in self.lexicon.parts
            or token.key in self.lexicon.adjectives
            or token.key in self.lexicon.area_heads
        )

    def _after_of(self, name: Name, before: Token) -> bool:
        """ "Bank of Mali" is no place, "City of Gao" is one."""
        at = name.first - 1
        if before.key == "the" and at:  # "Bank of the Philippines"
            at -= 1
        if self.tokens[at].key not in ("of", "de", "du") or at < 1 or self.tokens[name.first].gap != " ":
            return True
        head = self.tokens[at - 1]
        return not (head.cap and not head.loud and head.key in self.lexicon.organisations_of)

    def _right(self, name: Name) -> bool:
        """Whether the capitalised words after, if any, leave this a place; notes what they say of its kind."""
        if name.last >= len(self.tokens):
            return True
        after = self.tokens[name.last]
        if after.key == "s" and self._thing_at(name.last + 1):
            return False
        if after.gap in ("' ", "’ ") and self._thing_at(name.last):
            return False  # "St. James' Park"
        if name.key in ("us", "u s") and after.gap == " " and (after.number or (after.cap and after.key in ROADS)):
            return False
        if not after.cap or after.caseless or not after.joins:
            return True
        if after.loud:
            return after.key not in self.lexicon.media_words
        key = after.key
        if self._officer_at(name.last):
            return True
        if key == "state" and self._state_university(name):
            return False
        if self.tokens[name.last - 1].key in ("county", "parish") and key in COUNTY_BODIES:
            return True
        if key in self.lexicon.town_words and self._key_at(name.last + 1) in COUNTY_BODIES:
            name.add(1, "before its own body")
            return True
        if after.gap in ("-", "–"):
            return self._on_a_road(name) or self._tied(key)
        if key in self.lexicon.natural_heads or key in self.lexicon.media_words:
            return False
        if self.support.local_government_at(name.last):
            name.add(3, "area word")
            return True
        if key == "department" and name.senses[0].place.kind is PlaceKind.COUNTRY:
            return False
        if key in self.lexicon.area_heads:
            return self._before_area_head(name, key)
        if key in self.lexicon.offices or key in self.lexicon.function_words or key in self.lexicon.titles:
            return True
        if key in self.lexicon.facility_heads:
            if self._organisation_at(name.last + 1):
                return False  # "Skipton Building Society"
            name.add(0, "facility" if name.weight > THE_TOWN else IN_COMPANY)
            return True
        return len(after.text) == 1 or self._country_before_name(name, key)

    def _tied(self, key: str) -> bool:
        """Whether the word after a hyphen is a place as well, or a people."""
        senses = self.gazetteer.senses_of_key(key)
        return (bool(senses) and senses[0].weight > SIZEABLE) or key in self.gazetteer.demonyms

    def _before_area_head(self, name: Name, key: str) -> bool:
        """Whether "Region", "Township" or the like after a name leaves it a place; notes what that says of its kind."""
        of_town = key in self.lexicon.town_words
        name.add(3, "town word" if of_town else "area word")
        if self._organisation_at(name.last + 1):
            return False
        unknown = key == "county" and not any(s.place.kind is PlaceKind.ADMIN1 for s in name.senses)
        if unknown or (name.weight <= TOWNSHIP and of_town):
            name.cues.append(IN_COMPANY)
        return True

    def _key_at(self, k: int) -> str:
        return self.tokens[k].key if k < len(self.tokens) else ""

    def _officer_at(self, k: int) -> bool:
        """Whether capitalised words of an officer of a state or a town stand at `k` ("Queensland Health Minister")."""
        for at in range(k, min(k + 4, len(self.tokens))):
            token = self.tokens[at]
            if not token.cap or not token.joins:
                return False
            if token.key in self.lexicon.offices:
                return True
            if token.key not in self.lexicon.portfolios:
                return False
        return False

    def _state_university(self, name: Name) -> bool:
        """ "Iowa State" plays basketball; "Washington State" may be either."""
        top = name.senses[0].place
        before = self.tokens[name.first - 1].key if name.first else ""
        return (
            top.kind is PlaceKind.ADMIN1
            and top.country_code == "US"
            and name.key not in ("washington", "new york")
            and before not in self.lexicon.prepositions
        )

    def _thing_at(self, k: int) -> bool:
        """Whether a capitalised word for a square, a lake or the like stands at `k` ("St. Peter's Square")."""
        lexicon = self.lexicon
        things = (lexicon.facility_heads, lexicon.natural_heads)
        return k < len(self.tokens) and self.tokens[k].cap and any(self.tokens[k].key in words for words in things)

    def _organisation_at(self, k: int) -> bool:
        """Whether a capitalised word of an organisation stands at `k` ("Oregon State Police")."""
        if k >= len(self.tokens) or not self.tokens[k].joins:
            return False
        return self.tokens[k].cap and self.tokens[k].key in self.lexicon.organisation_words

    def _country_before_name(self, name: Name, key: str) -> bool:
        """ "US Army" and "DRC Ministry" speak of the country; "Chad Smith" does not."""
        if name.weight < COUNTRY_LIKE or name.senses[0].place.kind is not PlaceKind.COUNTRY:
            return False
        before = self.tokens[name.first - 1].key if name.first else ""
        named = (k for k in (name.last, name.last + 1) if self._organisation_at(k))
        if any(self.tokens[k].key not in ARMS_OF_STATE for k in named):
            return False
        return self.tokens[name.first].key not in self.gazetteer.given_names or before in self.lexicon.prepositions | {
            "of"
        }


def _positions(tokens: list[Token], spans: tuple[Span, ...]) -> frozenset[int]:
    """Indices of the words that touch one of the spans."""
    found: set[int] = set()
    for span in spans:
        first = bisect_left(tokens, span.start, key=_START)
        first -= first > 0 and tokens[first - 1].end > span.start
        found.update(range(first, bisect_left(tokens, span.end, first, key=_START)))
    return frozenset(found)
