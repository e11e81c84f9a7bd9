"""Names that no list has, in a text whose other places lie together: a local paper's hamlets, dales and brooks.

Where most places of a text lie within a day's walk of each other, a name that stands as these do is one of their
neighbours. All of the land around them stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import mean

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import Lexicon
from pipeline.places.model import Place, haversine_km
from pipeline.places.persons import RARE, Persons
from pipeline.places.tokens import Token

REACH_KM = 120.0  # from the one in the middle, within which places lie together
KM_A_DEGREE = 110.0  # of latitude, a little less than it is anywhere
FEWEST, MOST_OF = 4, 0.6  # places that lie together, and their share of all, for a text to be about their land
MARGIN_KM = 10.0  # around them
POINTLIKE_KM = 80.0  # radius up to which a province or a county is one of them
INSIDE = frozenset("in near outside around".split())
TOWARDS = frozenset("from at to".split())
JOINED = frozenset(("and", "or", "et"))
SMALL = 9.0  # weight of a name up to which it may be another place's than those the gazetteer has
SHORT = 4  # letters below which a name is as soon something else


def around(places: Iterable[Place]) -> Place | None:
    """The land around the places that lie together, where these are most of them; None where they lie apart."""
    distinct = list({(p.latitude, p.longitude): p for p in places if _pointlike(p)}.values())
    if len(distinct) < FEWEST:
        return None
    together = max((_beside(place, distinct) for place in distinct), key=len)
    if len(together) < max(FEWEST, MOST_OF * len(distinct)):
        return None
    codes = {place.country_code for place in together}
    latitude, longitude = mean(p.latitude for p in together), mean(p.longitude for p in together)
    radius = MARGIN_KM + max(haversine_km(latitude, longitude, p.latitude, p.longitude) for p in together)
    name, code = f"around {min(together, key=_plainness).name}", codes.pop() if len(codes) == 1 else None
    circle = round(latitude, 4), round(longitude, 4), round(radius, 1)
    return Place(name, *circle, PlaceKind.REGION, country_code=code)


def _plainness(place: Place) -> bool:
    """Towns before areas spoken of by way of one."""
    return place.kind is not PlaceKind.CITY


def _pointlike(place: Place) -> bool:
    if place.kind in (PlaceKind.CITY, PlaceKind.FACILITY):
        return True
    return place.kind is not PlaceKind.COUNTRY and place.radius_km < POINTLIKE_KM


def _beside(place: Place, others: list[Place]) -> list[Place]:
    """Those within reach of a place, itself the first."""
    latitude, longitude, reach = place.latitude, place.longitude, REACH_KM / KM_A_DEGREE
    level = (o for o in others if o is not place and abs(o.latitude - latitude) <= reach)  # most are not even that near
    within = (o for o in level if haversine_km(latitude, longitude, o.latitude, o.longitude) <= REACH_KM)
    return [place, *within]


class Neighbours:
    """Tells whether words that no list has stand in a text as its places do."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, lexicon: Lexicon, persons: Persons) -> None:
        self.tokens, self.gazetteer, self.lexicon, self.persons = tokens, gazetteer, lexicon, persons

    def like_a_place(self, first: int, last: int) -> bool:
        """ "in Malham", "John Settle, of Airton", "the road to Airton"."""
        if first == 0 or not self.nameable(first, last) or self.tokens[first].gap != " ":
            return False
        before = self.tokens[first - 1]
        if before.key == "of":
            said = self.tokens[first - 2]
            return (
                first > 2
                and before.gap == ", "
                and (first - 2 in self.persons.words or said.key in self.persons.surnames)
            )
        return before.key in INSIDE or (before.key in TOWARDS and self._ends_there(last))

    def listed(self, first: int, last: int, starts: frozenset[int], ends: frozenset[int]) -> bool:
        """Whether the words stand in a row with places that begin and end at those positions."""
        if not self.nameable(first, last):
            return False
        tokens = self.tokens
        if first and tokens[first - 1].key in JOINED and tokens[first].gap == " ":
            return first - 1 in ends and self._ends_there(last)
        comma, more = tokens[first].gap == ", " and first in ends, self._goes_on_at(last)
        return (comma and more > 0) or (more > 0 and more in starts)

    def _goes_on_at(self, last: int) -> int:
        """Where the next of a row begins after the name that ends at `last`; 0 where none does."""
        if last + 1 >= len(self.tokens):
            return 0
        after = self.tokens[last]
        if after.cap and after.gap == ", ":
            return last
        joined = after.key in JOINED and after.gap in (" ", ", ") and self.tokens[last + 1].gap == " "
        return last + 1 if joined and self.tokens[last + 1].cap else 0

    def _ends_there(self, last: int) -> bool:
        """Whether nothing after the name makes it somebody's or something's."""
        if last >= len(self.tokens):
            return True
        after = self.tokens[last]
        if after.opens:
            return True
        return not after.cap and after.gap in (" ", ", ") and after.key not in self.lexicon.speech

    def nameable(self, first: int, last: int) -> bool:
        """Whether the words are no usual ones, nobody's name and no cry."""
        words = self.tokens[first:last]
        if any(token.loud or token.caseless or token.text.isupper() for token in words):
            return False
        if not self.persons.words.isdisjoint(range(first, last)) or words[-1].key in self.persons.surnames:
            return False
        gazetteer = self.gazetteer
        if last - first > 1:
            return not all(token.key in gazetteer.common_words for token in words)
        key = words[0].key
        usual = key in gazetteer.common_words or key in gazetteer.given_names
        known = gazetteer.senses_of_key(key)
        return (
            len(key) >= SHORT
            and not usual
            and gazetteer.surnames.get(key, 0.0) < RARE
            and (not known or known[0].weight < SMALL)
        )
