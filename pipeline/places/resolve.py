"""Which place a name means: weighed by size, by what the text says it lies in, by country and nearness to the rest.

All names of a document are weighed together: each sense lends its share of likelihood to its country, its
subdivision and the square of the map it lies in, and is in turn weighed by what the other names lent there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import LOCALITY_WEIGHT, Sense
from pipeline.places.model import Place, distance_km
from pipeline.places.support import AROUND, IN_COMPANY, LISTED, STATE_LIKE, SUPPORT, THRESHOLD, Name, contains

COUNTRY_SHARE = 5.0  # points for a sense in the only country the text speaks of
ADMIN1_SHARE = 2.5
HELD, HOLDS = 12.0, 6.0  # points for lying in what the text says, or for holding what it says
SOMEWHERE = 0.5  # confidence that an unknown place lies in what stands after the comma
FAR_LARGER = 3.0  # a village's name that its province bears means the province
AS_AREA, ALIKE = 5.0, 3.0  # points for a province called one, or named among others
SHARE_POWER = 0.75  # below 1, so that a few mentions of a country count for much
NEARNESS = 5.0  # points for a sense among many others
LEAST = 1e-6  # shares below it are rounding
FAME = 15.5  # weight above which a town is spoken of from afar, and so says less of what lies around it
FAMED = 0.4
SQUARE = 0.75  # degrees
BAND = 16  # rows
ROUNDS = 3
HOME = 1.0  # what the publisher's home lends: as much as one place named
LENDING = 12  # senses of a name that lend their share
TEMPERATURE = 1.2
OPEN = 0.34  # below this share the best sense is no better than a guess
KEPT = 6  # candidates kept for the review

LOCALITY = 4.0  # points for a sense in whose square many of the other names have one too
CHANCE = 0.6  # of such company, what says nothing
TELLING = math.log(30)  # of the number of its senses, from which on a name is at home everywhere
ASTRAY = 1.0  # points on the ground below which a place has nothing to do with the others
AT_HOME = 5.0  # points on the ground from which a place is one of its neighbours
DOUBTED = 2.0  # points below the threshold down to which a name keeps others company

Square = tuple[int, int]
Squares = dict[Square, float]


class Choice(Struct, frozen=True, gc=False):
    """The senses of a name with their shares (summing to 1), best first, and the rule that put the best there."""

    ranked: tuple[tuple[Place, float], ...]
    rule: str

    @property
    def place(self) -> Place:
        return self.ranked[0][0]

    @property
    def share(self) -> float:
        return self.ranked[0][1]


class Ground(Struct, gc=False):
    """What places were lent to: countries, subdivisions and squares of the map, each with a sum of shares."""

    countries: dict[str, float] = {}
    admin1: dict[tuple[str, str], float] = {}
    squares: dict[Square, float] = {}

    def lend(self, place: Place, share: float) -> None:
        code = place.country_code
        if code:
            self.countries[code] = self.countries.get(code, 0.0) + share
            if place.admin1:
                key = (code, place.admin1)
                self.admin1[key] = self.admin1.get(key, 0.0) + share
        if place.radius_km < 120:
            square = _square(place)
            share *= FAMED if place.weight > FAME else 1.0
            self.squares[square] = self.squares.get(square, 0.0) + share

    def add(self, other: Ground) -> None:
        for mine, theirs in (
            (self.countries, other.countries),
            (self.admin1, other.admin1),
            (self.squares, other.squares),
        ):
            for key, share in theirs.items():
                mine[key] = mine.get(key, 0.0) + share

    @property
    def total(self) -> tuple[float, float]:
        """What was lent to countries, and to subdivisions."""
        return sum(self.countries.values()), sum(self.admin1.values())


EMPTY = Ground()
NOWHERE: Squares = {}


def _nobody(_: Square) -> float:
    return 0.0


@lru_cache(maxsize=1 << 15)
def _block(square: Square) -> tuple[Square, ...]:
    """The square and those around it."""
    row, column = square
    return tuple((y, x) for y in (row - 1, row, row + 1) for x in (column - 1, column, column + 1))


class Evidence:
    """What all names but one lent: the ground that the one stands on, and where the others could be together."""

    def __init__(
        self,
        ground: Ground,
        own: Ground,
        company: Callable[[Square], float] = _nobody,
        total: tuple[float, float] | None = None,
    ) -> None:
        """`total` is that of `ground`, where it is known already."""
        self._ground, self._own, self._company = ground, own, company
        self._known: dict[int, tuple[float, Place]] = {}  # points by the place's identity, which it keeps from reuse
        (countries, admin1), (own_countries, own_admin1) = total or ground.total, own.total
        self._of_countries = countries - own_countries + 1.0
        self._of_admin1 = admin1 - own_admin1 + 1.0

    def bonus(self, place: Place) -> float:
        """Points for a place here."""
        known = self._known.get(id(place))
        if known is None:
            known = self._known[id(place)] = (self._bonus(place), place)
        return known[0]

    def _bonus(self, place: Place) -> float:
        code, points = place.country_code, 0.0
        if code:
            rest = self._ground.countries.get(code, 0.0) - self._own.countries.get(code, 0.0)
            if rest > LEAST:
                points += COUNTRY_SHARE * (rest / self._of_countries) ** SHARE_POWER
            if place.admin1:
                key = (code, place.admin1)
                rest = self._ground.admin1.get(key, 0.0) - self._own.admin1.get(key, 0.0)
                if rest > LEAST:
                    points += ADMIN1_SHARE * (rest / self._of_admin1) ** SHARE_POWER
        if place.radius_km < 120:
            square = _square(place)
            if self._ground.squares:
                points += NEARNESS * (1 - math.exp(-self._near(square)))
            if (company := self._company(square)) > CHANCE:
                points += LOCALITY * (1 - math.exp(CHANCE - company))
        return points

    def _near(self, square: Square) -> float:
        """Shares lent to the square, and half of those lent to the squares around it."""
        lent, own, near = self._ground.squares, self._own.squares, 0.0
        for around in _block(square):
            if rest := lent.get(around, 0.0):
                near += (rest - own.get(around, 0.0)) * (1.0 if around == square else 0.5)
        return max(0.0, near)


def _possible(name: Name) -> Squares:
    """The squares of all senses of a name, each with how telling it is that one lies there."""
    if name.lost_in or (name.score < THRESHOLD - DOUBTED and not name.within):
        return NOWHERE
    top = name.senses[0]
    worth = 1.0 - math.log(len(name.senses)) / TELLING
    if worth <= 0 or (top.place.kind.is_area and top.weight > STATE_LIKE):
        return NOWHERE
    if top.weight > FAME:
        worth *= FAMED
    return {_square(sense.place): worth for sense in name.senses if sense.place.radius_km < 120}


class _Company:
    """Where the names of a document could all be, near each other."""

    def __init__(self, best: dict[str, Name]) -> None:
        self._alone = {key: _possible(name) for key, name in best.items()}
        self._together: Squares = {}
        self._at: dict[tuple[str, Square], float] = {}  # the same in every round
        for squares in self._alone.values():
            for square, worth in squares.items():
                self._together[square] = self._together.get(square, 0.0) + worth

    def evidence(self, key: str, ground: Ground, own: Ground, total: tuple[float, float]) -> Evidence:
        return Evidence(ground, own, partial(self._others, key), total)

    def _others(self, key: str, square: Square) -> float:
        """How telling the names are, but the one of that key, that could be in the square or beside it."""
        known = self._at.get((key, square))
        if known is None:
            together, alone, known = self._together, self._alone[key], 0.0
            for around in _block(square):
                if rest := together.get(around, 0.0):
                    known += rest - alone.get(around, 0.0)
            self._at[key, square] = known
        return known


def _square(place: Place) -> Square:
    return _square_at(place.latitude, place.longitude)


@lru_cache(maxsize=1 << 15)
def _square_at(latitude: float, longitude: float) -> Square:
    """Row and column. Columns are as wide within a band of rows, or squares would not lie beside their neighbours."""
    row = int(latitude // SQUARE)
    middle = (row // BAND + 0.5) * BAND * SQUARE
    return row, int(longitude * math.cos(math.radians(middle)) // SQUARE)


def resolve(names: list[Name], countries: Counter[str], home: Place | None = None) -> dict[int, Choice]:
    """A choice for every name that is taken for a place, by the name's position in `names`.

    `countries` is what the text says of countries without naming them, `home` where its publisher is. Names alike in a
    document mean one place, unless the text says where each lies.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        groups[name.key].append(number)
    best = {k: max((names[n] for n in ns), key=lambda m: (m.within is not None, m.support)) for k, ns in groups.items()}
    meant = {key: Meaning(name) for key, name in best.items()}
    weights = {k: math.sqrt(len(groups[k])) for k, name in best.items() if name.score >= THRESHOLD or name.within}
    always = {key: _lent(sole, weight) for key, weight in weights.items() if (sole := meant[key].sole)}
    company = _Company(best)
    ground, own = _spoken(countries, home), dict.fromkeys(groups, EMPTY)
    for _ in range(ROUNDS - 1):
        lent, total = {}, ground.total
        for key, weight in weights.items():
            lent[key] = always.get(key) or _lent(
                meant[key].choose(company.evidence(key, ground, own[key], total), LENDING), weight
            )
        ground, own = _spoken(countries, home), dict.fromkeys(groups, EMPTY) | lent
        for part in lent.values():
            ground.add(part)
    settled: dict[int, Choice] = {}
    total = ground.total
    for key, numbers in groups.items():
        settled |= _settle(names, numbers, meant[key], company.evidence(key, ground, own[key], total))
    return settled


def _spoken(countries: Counter[str], home: Place | None) -> Ground:
    """What is known before any name is read."""
    ground = Ground(dict(countries))
    if home:
        ground.lend(home, HOME)
    return ground


def _lent(choice: Choice, weight: float) -> Ground:
    ground = Ground()
    for place, share in choice.ranked:
        if share > 0.02:
            ground.lend(place, share * weight)
    return ground


def _settle(names: list[Name], numbers: list[int], meaning: Meaning, evidence: Evidence) -> dict[int, Choice]:
    best, shared = meaning.name, meaning.choose(evidence)
    spread = best.support - 1.0  # what is clear at one mention helps the others
    found = {}
    for number in numbers:
        name = names[number]
        elsewhere = (name.within is not None and name.within != best.within) or name.lost_in != best.lost_in
        as_area = ("area word" in name.cues) != ("area word" in best.cues)
        choice = choose(name, evidence) if elsewhere or as_area else shared
        support = max(name.support, spread if name.support > -4 else name.support)
        if _stands(name, choice.place, support, evidence):
            found[number] = choice
    return found


def _stands(name: Name, place: Place, support: float, evidence: Evidence) -> bool:
    """Whether a name is taken for that place. The ground under it is asked where it can tell."""
    weight, listed, in_company = _weight(name, place), LISTED in name.cues, IN_COMPANY in name.cues
    in_company = in_company or (place.weight == LOCALITY_WEIGHT and name.within is None)
    if weight + SUPPORT * support >= THRESHOLD and not (listed or in_company):
        return True
    ground = evidence.bonus(place)
    if listed and ground < ASTRAY:
        support -= 1.5  # it is not of the places that it stands among
    if in_company and ground < AT_HOME:
        return False
    return weight + SUPPORT * support + 0.5 * ground >= THRESHOLD


def _weight(name: Name, place: Place) -> float:
    """A place's weight; that of its region for the town that gave the region its name."""
    top = name.senses[0]
    named_for_it = top.place.kind.is_area and top.place.country_code == place.country_code and top.place != place
    return top.weight if named_for_it and top.place.name == place.name else place.weight


class Meaning:
    """The senses of a name with what the words around it say of each, which is the same in every round."""

    def __init__(self, name: Name) -> None:
        self.name = name
        self._senses = [] if name.lost_in else _nested(name)
        self.sole: Choice | None = None  # the choice, where no evidence can change it
        if name.lost_in:
            self.sole = _somewhere(name, name.lost_in)
        elif len(self._senses) == 1:
            place = self._senses[0].place
            self.sole = Choice(((place, 1.0),), _rule(name, self._senses, place))
        else:
            self._weighed = [(s.weight, s.place, self._said(s.place)) for s in self._senses[:30]]

    def _said(self, place: Place) -> float:
        name = self.name
        held = name.within is not None and contains(name.within, place)
        said = HELD if held else HOLDS if place is name.holds else 0.0
        return said + _fits(name, place)

    def choose(self, evidence: Evidence, kept: int = KEPT) -> Choice:
        """The senses in their order of likelihood."""
        if self.sole:
            return self.sole
        bonus = evidence.bonus
        scores = [(weight + bonus(place) + said, place) for weight, place, said in self._weighed]
        scores.sort(key=lambda s: (-s[0], s[1].geonames_id or 0))
        top = scores[0][0]
        shares = [math.exp((score - top) / TEMPERATURE) for score, _ in scores]
        total = sum(shares)
        ranked = tuple((place, share / total) for (_, place), share in zip(scores, shares, strict=True))
        return Choice(ranked[:kept], _rule(self.name, self._senses, ranked[0][0]))


def choose(name: Name, evidence: Evidence, kept: int = KEPT) -> Choice:
    """The senses of one name in their order of likelihood."""
    return Meaning(name).choose(evidence, kept)


def _somewhere(name: Name, area: Place) -> Choice:
    """All of the area that an unknown place is said to lie in."""
    return Choice(((somewhere(name.key.title(), area), SOMEWHERE),), "somewhere-in")


def somewhere(name: str, area: Place) -> Place:
    """All of an area for a place of that name in it; around a town, as far as its district may reach."""
    radius = max(area.radius_km, AROUND) if area.kind is PlaceKind.CITY else area.radius_km
    called = f"{name}, {area.name}"
    return replace(area, name=called, radius_km=radius, kind=PlaceKind.REGION, geonames_id=None)


def _fits(name: Name, place: Place) -> float:
    """Points for being of the kind that the words beside the name, or its neighbours in a list, speak of."""
    points = AS_AREA if "area word" in name.cues and place.kind is PlaceKind.ADMIN1 else 0.0
    beside = name.beside
    if beside and beside.kind is PlaceKind.ADMIN1 and beside.kind is place.kind:
        points += ALIKE if beside.country_code == place.country_code else 0.0
    elif beside and beside.kind is PlaceKind.COUNTRY and beside.kind is place.kind:
        points += ALIKE
    return points


def _nested(name: Name) -> list[Sense]:
    """Leaves out the province a town gives its name to, or the town, as the words beside the name have it."""
    if len(name.senses) == 1:
        return list(name.senses)
    wants_area = "area word" in name.cues
    areas = [s for s in name.senses if s.place.kind is PlaceKind.ADMIN1]
    if areas and name.within is None and _across_countries(name.senses[0].place):
        return [s for s in name.senses if s.place.kind is not PlaceKind.ADMIN1]  # "the Sahel" is no country's province
    towns = [s for s in name.senses if s.place.kind is PlaceKind.CITY]
    dropped = set()
    for area in areas:
        for town in towns:
            if area.place.country_code == town.place.country_code and _share_a_name(area.place, town.place):
                larger = area.weight > town.weight + FAR_LARGER
                dropped.add(id(town if wants_area or larger else area))
    return [s for s in name.senses if id(s) not in dropped] or list(name.senses)


def _across_countries(place: Place) -> bool:
    return place.kind is PlaceKind.REGION and place.country_code is None


def _share_a_name(area: Place, town: Place) -> bool:
    inside = area.admin1 == town.admin1 if area.admin1 else distance_km(area, town) < max(150, 2 * area.radius_km)
    return inside and (area.country_code not in ("US", "CA") or area.admin1 == "DC")


def _rule(name: Name, senses: list[Sense], chosen: Place) -> str:
    if name.within is not None and contains(name.within, chosen):
        return "containment"
    if "dateline" in name.cues:
        return "dateline"
    if len(senses) == 1:
        return "only-sense"
    return "largest-sense" if chosen == senses[0].place else "context"
