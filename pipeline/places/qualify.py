"""Areas spoken of by way of a name: its north, a border, the land around it, a distance from it.

Each reader looks at the words around names that are already resolved and returns an `Area`, which then stands for
those words instead of the bare name.
"""

from __future__ import annotations

import math
from functools import cache

from msgspec import Struct

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import Lexicon, load_lexicon
from pipeline.places.model import Place, destination, haversine_km
from pipeline.places.tokens import Token

COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
BEARINGS = {part: 45 * number for number, part in enumerate(COMPASS)}
KM_PER_UNIT = dict.fromkeys("km kms kilometre kilometres kilometer kilometers".split(), 1.0)
KM_PER_UNIT |= dict.fromkeys("mile miles mi".split(), 1.609344)
NEAR_KM = 25.0
FAR_KM = 150.0  # farther off, a distance tells of the journey and not of the place
TIES_KM = 400.0


class Spot(Struct, frozen=True, gc=False):
    """A resolved name: tokens[first:last] and its place."""

    first: int
    last: int
    place: Place


class Area(Struct, frozen=True, gc=False):
    """tokens[first:last] read as an area; `names` are the positions of the spots it takes in."""

    first: int
    last: int
    place: Place
    rule: str
    names: tuple[int, ...]


class Qualifier:
    """Reads areas in one document's words."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self.tokens, self.gazetteer, self.words, self.parts = tokens, gazetteer, lexicon, lexicon.parts

    def areas(self, spots: list[Spot]) -> list[Area]:
        """Areas in order of the text, none overlapping another."""
        found: list[Area] = []
        for number, spot in enumerate(spots):
            following = spots[number + 1] if number + 1 < len(spots) else None
            area = following and self._two(number, spot, following)
            area = area or self._border_with(number, spot, spots)
            if area is None and (not found or not any(number in a.names for a in found[-2:])):
                area = self._one(number, spot)
            if area and not any(set(a.names) & set(area.names) or a.last > area.first for a in found[-1:]):
                found.append(area)
        return sorted(found + self._the_countrys(spots), key=lambda a: a.first)

    def _one(self, number: int, spot: Spot) -> Area | None:
        before = self.tokens[spot.first - 1].key if spot.first else ""
        after = self.tokens[spot.last].key if spot.last < len(self.tokens) else ""
        if before not in _before_areas() and after != "s":
            return None
        for read in (
            self._distance,
            self._part_before,
            self._part_of,
            self._side_of,
            self._near,
            self._part_after,
        ):
            if area := read(number, spot):
                return area
        return None

    # --- two names -------------------------------------------------------------------------------------------------

    def _two(self, number: int, one: Spot, two: Spot) -> Area | None:
        return self._border(number, one, two) or self._between(number, one, two)

    def _border(self, number: int, one: Spot, two: Spot) -> Area | None:
        """ "the Mali–Niger border", "the border between Mali and Niger", "Algeria's border with Mali"."""
        if PlaceKind.COUNTRY not in (one.place.kind, two.place.kind):
            return None
        words = [t.key for t in self.tokens[one.last : two.first]]
        gap = self.tokens[two.first].gap.strip()
        after = self.tokens[two.last].key if two.last < len(self.tokens) else ""
        before = [t.key for t in self.tokens[max(0, one.first - 2) : one.first]]
        first, last = one.first, two.last
        if words in ([], ["and"]) and (gap in ("-", "–", "—", "/") or words) and after in self.words.border_words:
            last += 1
        elif (
            words in (["and"], ["et"])
            and before[-1:] in (["between"], ["entre"])
            and before[0] in self.words.border_words
        ):
            first -= 2
        elif not (
            set(words) & self.words.border_words
            and set(words) <= self.words.border_words | {"s", "with", "its", "the", "long", "shared", "common"}
        ):
            return None
        circle = self.gazetteer.border(one.place.country_code or "", two.place.country_code or "")
        if circle is None:
            return None
        name = f"border of {one.place.name} and {two.place.name}"
        place = Place(name, circle.latitude, circle.longitude, circle.radius_km, PlaceKind.REGION)
        return Area(first, last, place, "border", (number, number + 1))

    def _border_with(self, number: int, spot: Spot, spots: list[Spot]) -> Area | None:
        """ "its long border with Mali": of the country named last before it that has one."""
        if spot.place.kind is not PlaceKind.COUNTRY:
            return None
        words = [t.key for t in self.tokens[max(0, spot.first - 2) : spot.first]]
        if len(words) < 2 or words[0] not in self.words.border_words or words[1] != "with":
            return None
        before = [s.place for s in spots[:number] if s.place.country_code != spot.place.country_code]
        for place in reversed(before):
            circle = self.gazetteer.border(place.country_code or "", spot.place.country_code or "")
            if circle and place.kind is PlaceKind.COUNTRY:
                name = f"border of {place.name} and {spot.place.name}"
                border = Place(name, circle.latitude, circle.longitude, circle.radius_km, PlaceKind.REGION)
                return Area(spot.first - 2, spot.last, border, "border-with-country-named-last", (number,))
        return None

    def _between(self, number: int, one: Spot, two: Spot) -> Area | None:
        """ "between Gao and Ansongo": the land between two towns, unless it is talks or a match between them."""
        if two.first - one.last > 1:
            return None
        words = [t.key for t in self.tokens[one.last : two.first]]
        before = self.tokens[one.first - 1].key if one.first else ""
        tied = words in (["and"], ["et"]) and before in ("between", "entre")
        road = self._road(one, two, words)
        if not (tied or road):
            return None
        if one.place.kind.is_area or two.place.kind.is_area:
            return None
        if one.first > 1 and self.tokens[one.first - 2].key in self.words.ties:
            return None
        a, b = one.place, two.place
        km = haversine_km(a.latitude, a.longitude, b.latitude, b.longitude)
        if not 0 < km <= TIES_KM:
            return None
        latitude, longitude = round((a.latitude + b.latitude) / 2, 4), round((a.longitude + b.longitude) / 2, 4)
        country = a.country_code if a.country_code == b.country_code else None
        place = Place(
            f"between {a.name} and {b.name}", latitude, longitude, round(max(5.0, km / 2), 1), PlaceKind.REGION,
            country_code=country,
        )  # fmt: skip
        return Area(one.first - (not road), two.last, place, "between", (number, number + 1))

    def _road(self, one: Spot, two: Spot, words: list[str]) -> bool:
        """ "the X-Y road", "the axis X-Y", "the road from X to Y"."""
        before = [t.key for t in self.tokens[max(0, one.first - 3) : one.first]]
        after = [t.key for t in self.tokens[two.last : two.last + 1]]
        if words == ["to"]:
            return before[-1:] in (["from"], ["linking"], ["connecting"]) and bool(self.words.road_words & set(before))
        return not words and bool(self.words.road_words & {*before[-1:], *after}) and self._hyphen(two.first)

    def _hyphen(self, index: int) -> bool:
        return self.tokens[index].gap.strip() in ("-", "–", "/")

    # --- one name --------------------------------------------------------------------------------------------------

    def _part_at(self, end: int) -> tuple[str, int] | None:
        """The part that the words before `end` name, and where they begin ("north-eastern", "south east")."""
        if end < 1:
            return None
        last = self.tokens[end - 1]
        if end > 1 and last.gap in ("-", " ") and (part := self.parts.get(f"{self.tokens[end - 2].key} {last.key}")):
            return part, end - 2
        part = self.parts.get(last.key)
        return (part, end - 1) if part else None

    def _part_before(self, number: int, spot: Spot) -> Area | None:
        """ "northern Mali", "south-east Algeria", "east London"."""
        if spot.first == 0 or self.tokens[spot.first].gap not in (" ", "\n"):
            return None
        found = self._part_at(spot.first)
        if found is None or (found[1] and self.tokens[found[1]].gap == "-" and self.tokens[found[1] - 1].key == "mid"):
            return None
        part, first = found
        return Area(first, spot.last, self._part(spot.place, part), "part", (number,))

    def _part_of(self, number: int, spot: Spot) -> Area | None:
        """ "the north of Mali", "southern parts of Mali", "the northern two-thirds of Mali"."""
        if spot.first < 2 or self.tokens[spot.first - 1].key not in OF:
            return None
        at = spot.first - 1
        while at > 1 and spot.first - at < 4 and self.tokens[at - 1].key in self.words.part_nouns:
            at -= 1
        found = self._part_at(at)
        if found is None:
            return None
        part, first = found
        definite = first > 0 and self.tokens[first - 1].key in ("the", "le", "l")
        if at == spot.first - 1 and not (definite and spot.place.kind.is_area):
            return None
        return Area(first, spot.last, self._part(spot.place, part), "part", (number,))

    def _part_after(self, number: int, spot: Spot) -> Area | None:
        """ "Mali's north", "Algeria's south-eastern desert"."""
        tokens, at = self.tokens, spot.last
        if not spot.place.kind.is_area or at + 1 >= len(tokens) or tokens[at].key != "s" or tokens[at].gap not in "'’":
            return None
        end = at + 2
        if end < len(tokens) and tokens[end].gap == "-" and self._part_at(end + 1):
            end += 1
        found = self._part_at(end)
        if found is None or found[1] < at + 1:
            return None
        return Area(spot.first, end, self._part(spot.place, found[0]), "part", (number,))

    def _side_of(self, number: int, spot: Spot) -> Area | None:
        """ "north of Gao": outside the town, in that direction, not far."""
        if spot.place.kind.is_area or spot.first < 2 or self.tokens[spot.first - 1].key not in ("of", "de"):
            return None
        found = self._part_at(spot.first - 1)
        if found is None or found[0] not in BEARINGS or self.tokens[found[1] - 1].key in KM_PER_UNIT:
            return None
        place = _moved(spot.place, BEARINGS[found[0]], NEAR_KM, NEAR_KM + 5, f"{found[0]} of {spot.place.name}")
        return Area(found[1], spot.last, place, "direction", (number,))

    def _distance(self, number: int, spot: Spot) -> Area | None:
        """ "30 km south of Gao", "20 miles (32 km) from Kidal"."""
        tokens, at = self.tokens, spot.first - 1
        if at < 1 or tokens[at].key not in DISTANT:
            return None
        found = self._part_at(at)
        part, at = found if found else (None, at)
        while at > 0 and tokens[at - 1].key in ("to", "the", "away", "au", "a", "l"):
            at -= 1
        measured = self._length(at)
        if measured is None:
            return None
        km, first = measured
        if part in BEARINGS:
            name = f"{km:.0f} km {part} of {spot.place.name}"
            place = _moved(spot.place, BEARINGS[part], km, max(5.0, 0.25 * km), name)
        else:
            name = f"{km:.0f} km from {spot.place.name}"
            place = _moved(spot.place, 0, 0, km + spot.place.radius_km, name)
        return Area(first, spot.last, place, "distance", (number,))

    def _length(self, end: int) -> tuple[float, int] | None:
        """The length in km whose words end at `end`, and where they begin; one in brackets repeats the one before."""
        at = end
        if at < 2 or self.tokens[at - 1].key not in KM_PER_UNIT or not self.tokens[at - 2].number:
            return None
        if self.tokens[at - 2].gap.endswith("(") and at >= 4:
            return self._length(at - 2) or None
        try:
            value = float(self.tokens[at - 2].text.replace(",", "").rstrip("."))
        except ValueError:
            return None
        km = value * KM_PER_UNIT[self.tokens[at - 1].key]
        return (km, at - 2) if 0 < km <= FAR_KM else None

    def _near(self, number: int, spot: Spot) -> Area | None:
        """ "near Kidal", "on the outskirts of Gao"."""
        if spot.place.kind.is_area or spot.first == 0:
            return None
        words = [t.key for t in self.tokens[max(0, spot.first - 2) : spot.first]]
        first = (
            spot.first - 1 if words[-1] in self.words.near_words else spot.first - 2 if words in NEAR_PAIRS else None
        )
        if first is None or self.tokens[spot.first].gap not in (" ", "\n"):
            return None
        radius = max(NEAR_KM, 2 * spot.place.radius_km)
        return Area(first, spot.last, _moved(spot.place, 0, 0, radius, f"near {spot.place.name}"), "near", (number,))

    # --- no name ---------------------------------------------------------------------------------------------------

    def _the_countrys(self, spots: list[Spot]) -> list[Area]:
        """ "the country's north", "the north of the country": of the country named last."""
        found, words = [], self.words.country_words
        for at in [at for at, token in enumerate(self.tokens) if token.key in words and at]:
            reading = self._after_country(at) or self._before_country(at)
            country = self._country_before(spots, at) if reading else None
            if reading and country:
                first, last, part = reading
                if not any(s.first < last and first < s.last for s in spots):
                    found.append(Area(first, last, self._part(country, part), "part-of-country-named-last", ()))
        return found

    def _after_country(self, at: int) -> tuple[int, int, str] | None:
        tokens = self.tokens
        if at + 2 >= len(tokens) or tokens[at + 1].key != "s" or tokens[at + 1].gap not in "'’":
            return None
        end = at + 3
        if end < len(tokens) and tokens[end].gap == "-":
            end += 1
        found = self._part_at(end)
        first = at - 1 if tokens[at - 1].key == "the" else at
        return (first, end, found[0]) if found and found[1] == at + 2 else None

    def _before_country(self, at: int) -> tuple[int, int, str] | None:
        tokens = self.tokens
        if at < 3 or [t.key for t in tokens[at - 2 : at]] not in (["of", "the"], ["of", "this"], ["du", "pays"]):
            return None
        found = self._part_at(at - 2)
        return (found[1], at + 1, found[0]) if found else None

    def _country_before(self, spots: list[Spot], at: int) -> Place | None:
        codes = [s.place.country_code for s in spots if s.last <= at and s.place.country_code]
        return self.gazetteer.countries.get(codes[-1]) if codes else None

    # --- geometry --------------------------------------------------------------------------------------------------

    def _part(self, place: Place, part: str) -> Place:
        """The part of a place: from the country's shape where it is one, else a smaller circle to that side of it."""
        name = f"{ADJECTIVE[part]} {place.name}"
        known = next(
            (s.place for s in self.gazetteer.senses(name) if s.place.kind in (PlaceKind.REGION, PlaceKind.ADMIN1)), None
        )
        if known and known.country_code in (None, place.country_code):
            return known
        circle = self.gazetteer.part(place.country_code or "", part) if place.kind is PlaceKind.COUNTRY else None
        if circle:
            return Place(
                name,
                circle.latitude,
                circle.longitude,
                circle.radius_km,
                PlaceKind.REGION,
                country_code=place.country_code,
            )
        if part == "centre":
            return _moved(place, 0, 0, place.radius_km / 2, name)
        return _moved(place, BEARINGS[part], 0.45 * place.radius_km, 0.65 * place.radius_km, name)


@cache
def _before_areas() -> frozenset[str]:
    """The words that stand before a name which an area is spoken of by."""
    lexicon = load_lexicon()
    parts = {word.split()[-1] for word in lexicon.parts}
    return lexicon.near_words | parts | OF | DISTANT | {words[-1] for words in NEAR_PAIRS}


OF = frozenset("of du de".split())
DISTANT = frozenset("of from outside de away".split())
NEAR_PAIRS = (["close", "to"], ["outskirts", "of"], ["next", "to"], ["pres", "de"], ["vicinity", "of"])
ADJECTIVE = {part: f"{part}ern" for part in BEARINGS} | {"centre": "central"}


def _moved(place: Place, bearing: float, km: float, radius: float, name: str) -> Place:
    latitude, longitude = (
        destination(place.latitude, place.longitude, bearing, km) if km else (place.latitude, place.longitude)
    )
    kind = PlaceKind.NATURAL if place.kind is PlaceKind.NATURAL else PlaceKind.REGION
    return Place(
        name, round(latitude, 4), round(longitude, 4), round(math.ceil(radius * 10) / 10, 1), kind,
        country_code=place.country_code, admin1=place.admin1,
    )  # fmt: skip
