"""Which place a name means: weighed by size, by what the text says it lies in, by country and nearness to the rest."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer, Sense
from pipeline.places.model import Place, distance_km
from pipeline.places.recognise import SUPPORT, THRESHOLD, Name, contains

COUNTRY_SHARE = 4.0  # points for a sense in the only country the text speaks of
ADMIN1_SHARE = 2.0
NEARNESS = 3.0  # points for a sense beside a place already resolved
NEAR_KM = 120.0
TEMPERATURE = 1.2
SETTLED = 0.85
OPEN = 0.34  # below this share the best sense is no better than a guess
KEPT = 6  # candidates kept for the review


@dataclass(frozen=True, slots=True)
class Choice:
    """The senses of a name with their shares (summing to 1), best first, and the rule that put the best there."""

    ranked: tuple[tuple[Place, float], ...]
    rule: str

    @property
    def place(self) -> Place:
        return self.ranked[0][0]

    @property
    def share(self) -> float:
        return self.ranked[0][1]


class Context:
    """What a document has been found to speak of: countries, and points on the map."""

    def __init__(self, countries: Counter[str]) -> None:
        self.countries = countries
        self.admin1: Counter[tuple[str, str]] = Counter()
        self.points: dict[Place, float] = {}

    def note(self, place: Place, weight: float) -> None:
        if place.country_code:
            self.countries[place.country_code] += weight
            if place.admin1:
                self.admin1[place.country_code, place.admin1] += weight
        if place.radius_km < 500:
            self.points[place] = self.points.get(place, 0) + weight

    def bonus(self, place: Place) -> float:
        total = sum(self.countries.values())
        share = self.countries[place.country_code] / (total + 1.0) if place.country_code and total else 0.0
        points = COUNTRY_SHARE * math.sqrt(share) + NEARNESS * self._nearness(place)
        if place.admin1 and place.country_code:
            divisions = sum(self.admin1.values())
            points += ADMIN1_SHARE * math.sqrt(self.admin1[place.country_code, place.admin1] / (divisions + 1.0))
        return points

    def _nearness(self, place: Place) -> float:
        if place.kind is PlaceKind.COUNTRY:
            return 0.0
        closeness = 0.0
        for point, weight in self.points.items():
            if point is not place and abs(point.latitude - place.latitude) < 6:
                reach = NEAR_KM + point.radius_km / 2
                closeness = max(closeness, math.exp(-distance_km(point, place) / reach) * min(1.0, 0.5 + weight / 4))
        return closeness


def resolve(names: list[Name], gazetteer: Gazetteer, countries: Counter[str]) -> dict[int, Choice]:
    """A choice for every name that is taken for a place, by the name's position in `names`.

    Names that are clear are settled first, and the rest in their light; names alike in a document mean one place
    unless the text says where each lies.
    """
    context = Context(countries)
    groups = _by_key(names)
    settled: dict[int, Choice] = {}
    for numbers in groups.values():
        name = max((names[n] for n in numbers), key=lambda m: m.support)
        choice = choose(name, context)
        if name.score >= THRESHOLD + 2 and (choice.share >= SETTLED or name.within):
            context.note(choice.place, math.sqrt(len(numbers)))
    for key in sorted(groups, key=lambda k: -max(names[n].score for n in groups[k])):
        settled |= _settle(names, groups[key], context)
    return settled


def _by_key(names: list[Name]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        groups.setdefault(name.key, []).append(number)
    return groups


def _settle(names: list[Name], numbers: list[int], context: Context) -> dict[int, Choice]:
    best = max((names[n] for n in numbers), key=lambda m: (m.within is not None, m.support))
    shared = choose(best, context)
    spread = best.support - 1.0  # what is clear at one mention helps the others
    found = {}
    for number in numbers:
        name = names[number]
        if (name.within and name.within != best.within) or ("area word" in name.cues) != ("area word" in best.cues):
            choice = choose(name, context)
        else:
            choice = shared
        support = max(name.support, spread if name.support > -4 else name.support)
        bonus = context.bonus(choice.place)
        if choice.place.weight + SUPPORT * support + 0.5 * bonus >= THRESHOLD:
            found[number] = choice
    return found


def choose(name: Name, context: Context) -> Choice:
    """The senses of one name in their order of likelihood."""
    senses = _nested(name)
    scores = []
    for sense in senses[:30]:
        held = name.within is not None and contains(name.within, sense.place)
        scores.append(
            (
                sense.weight + context.bonus(sense.place) + (12 if held else 6 if sense.place is name.holds else 0),
                sense.place,
            )
        )
    scores.sort(key=lambda s: (-s[0], s[1].geonames_id or 0))
    top = scores[0][0]
    shares = [math.exp((score - top) / TEMPERATURE) for score, _ in scores]
    total = sum(shares)
    ranked = tuple((place, share / total) for (_, place), share in zip(scores, shares, strict=True))
    return Choice(ranked[:KEPT], _rule(name, senses, ranked[0][0]))


def _nested(name: Name) -> list[Sense]:
    """Leaves out the province a town gives its name to, or the town, as the words beside the name have it."""
    wants_area = "area word" in name.cues
    areas = [s for s in name.senses if s.place.kind is PlaceKind.ADMIN1]
    towns = [s for s in name.senses if s.place.kind is PlaceKind.CITY]
    dropped = set()
    for area in areas:
        for town in towns:
            if area.place.country_code == town.place.country_code and _share_a_name(area.place, town.place):
                dropped.add(id(town if wants_area else area))
    return [s for s in name.senses if id(s) not in dropped] or list(name.senses)


def _share_a_name(area: Place, town: Place) -> bool:
    inside = area.admin1 == town.admin1 if area.admin1 else distance_km(area, town) < max(150, 2 * area.radius_km)
    return inside and (area.country_code != "US" or area.name == "Washington, D.C.")


def _rule(name: Name, senses: list[Sense], chosen: Place) -> str:
    if name.within is not None and contains(name.within, chosen):
        return "containment"
    if "dateline" in name.cues:
        return "dateline"
    if len(senses) == 1:
        return "only-sense"
    return "largest-sense" if chosen == senses[0].place else "context"
