"""The stage: a document's prose in, its place mentions out."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from pipeline.model import BlockKind, Candidate, PlaceKind, PlaceMention, Prose, Span
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import load_lexicon
from pipeline.places.model import Place, distance_km
from pipeline.places.neighbours import around
from pipeline.places.persons import Persons, find_persons
from pipeline.places.qualify import Area, Qualifier, Spot
from pipeline.places.recognise import Recogniser
from pipeline.places.resolve import OPEN, SOMEWHERE, Choice, resolve, somewhere
from pipeline.places.support import Name, contains
from pipeline.places.tokens import Token, capitalised, tokenise
from pipeline.places.unlisted import Held, Unlisted, Unlister
from pipeline.places.villages import Found, villages

VILLAGE, SPELT_LIKE = 0.8, 0.6  # confidence in a village that the text's own area has, and in one spelt about so
ANAPHOR = 0.7  # at most this confidence in what rests on the country named last
FAR_KM = 400.0  # from the land that a text is about
ABROAD, ELSEWHERE = 10.5, 9.9  # weight below which a town so far off is not spoken of without its country, or its state
AMONG, AMID = "among-others", 0.4  # rule of a name that no list has among places that lie together, and confidence
SPELT = "village-spelt-like"
READ = (BlockKind.TITLE, BlockKind.BODY, BlockKind.DATELINE)


def find_places(
    document_id: str,
    prose: Prose,
    gazetteer: Gazetteer,
    *,
    language: str,
    masks: tuple[Span, ...],
    home: str | None,
    demonyms: bool = False,
) -> tuple[PlaceMention, ...]:
    """The places that a document's title, body and dateline name, in order of the text, none overlapping another.

    `masks` are spans that name groups or persons, never places. `home` is the publisher's country (ISO 3166-1
    alpha-2) or a place's name, None where unknown. A name that stays ambiguous has no coordinates, and a reason.
    With `demonyms`, names of peoples ("Malian") are mentions of their country too, under the rule of that name; where
    events are read they have no business.
    """
    text = prose.masked(*READ)
    tokens = tokenise(text)
    lexicon = load_lexicon()
    capitals = capitalised(tokens)
    persons = find_persons(tokens, capitals, gazetteer, lexicon)
    dateline = tuple(block.span for block in prose.of_kind(BlockKind.DATELINE))
    recogniser = Recogniser(text, language, tokens, gazetteer, persons, masks, dateline)
    names = recogniser.names(capitals)
    peoples = [k for k in capitals if tokens[k].key in gazetteer.demonyms]
    choices = resolve(names, _said([tokens[k] for k in peoples], gazetteer), _home(gazetteer, home))
    choices = {n: _village(gazetteer, names[n], choice) for n, choice in choices.items()}
    choices |= _astray(names, choices)
    writer = _Writer(document_id, text, tokens)
    mentions, held = _placed(writer, names, choices, Qualifier(tokens, gazetteer, lexicon))
    taken = recogniser.masked | {k for n in choices for k in range(names[n].first, names[n].last)}
    unlister = Unlister(tokens, gazetteer, lexicon, persons, held, taken)
    unlisted = unlister.find()
    mentions += [writer.unlisted(name, unlister) for name in unlisted]
    if demonyms:
        taken |= {k for stretch in (*held, *unlisted) for k in range(stretch.first, stretch.last)}
        mentions += [writer.people(k, gazetteer) for k in peoples if k not in taken]
    return tuple(sorted(mentions, key=lambda m: m.start))


def _placed(
    writer: _Writer, names: list[Name], choices: dict[int, Choice], qualifier: Qualifier
) -> tuple[list[PlaceMention], list[Held]]:
    """Names, and areas by way of names, as mentions; and those with a place as they stand in the text."""
    numbers = sorted(n for n in choices if choices[n].share >= OPEN)
    spots = [Spot(names[n].first, names[n].last, choices[n].place) for n in numbers]
    mentions, taken, held = [], set(), []
    for area in qualifier.areas(spots):
        inside = [choices[numbers[k]] for k in area.names]
        taken.update(numbers[k] for k in area.names)
        share = min((c.share for c in inside), default=1.0)
        held.append(Held(area.first, area.last, area.place))
        mentions.append(writer.area(area, min(share, ANAPHOR) if "named-last" in area.rule else share))
    mentions += [writer.name(names[n], choice) for n, choice in choices.items() if n not in taken]
    held += [Held(s.first, s.last, s.place) for n, s in zip(numbers, spots, strict=True) if n not in taken]
    return mentions, held


def _village(gazetteer: Gazetteer, name: Name, choice: Choice) -> Choice:
    """The choice, or the village of that name, where the text puts the name in an area that has one."""
    area = name.lost_in
    found = villages(gazetteer, area.country_code).find(name.key, area) if area else None
    return Choice(((found.place, _sure(found)),), _found_by(found)) if found else choice


def _astray(names: list[Name], choices: dict[int, Choice]) -> dict[int, Choice]:
    """Small places that lie far from the land that a text is about, and from all else it names: one there is meant."""
    distinct = list({id(choice.place): choice.place for choice in choices.values()}.values())
    countries = Counter(place.country_code for place in distinct)
    divisions = Counter((place.country_code, place.admin1) for place in distinct)
    alone = [n for n, choice in choices.items() if _stands_alone(names[n], choice, countries, divisions)]
    land = around(choice.place for choice in choices.values() if choice.share >= OPEN) if alone else None
    found = {}
    for n in alone if land else ():
        choice = choices[n]
        home = choice.place.country_code == land.country_code
        if (home or countries[choice.place.country_code] == 1) and distance_km(choice.place, land) > FAR_KM:
            among = replace(land, name=f"{names[n].key.title()}, {land.name}")
            found[n] = Choice(((among, AMID), *((p, share * AMID) for p, share in choice.ranked)), AMONG)
    return found


def _stands_alone(name: Name, choice: Choice, countries: Counter, divisions: Counter) -> bool:
    """Whether a small place, which the text does not explain, is the only one of its country or of its province."""
    place = choice.place
    abroad = countries[place.country_code] == 1
    if place.kind is not PlaceKind.CITY or place.weight >= (ABROAD if abroad else ELSEWHERE):
        return False
    explained = name.within is not None or name.lost_in is not None or choice.rule == "dateline"
    return not explained and (abroad or divisions[place.country_code, place.admin1] == 1)


def _sure(found: Found) -> float:
    return VILLAGE if found.exact else SPELT_LIKE


def _found_by(found: Found) -> str:
    return "village" if found.exact else SPELT


def resolve_spans(
    prose: Prose, gazetteer: Gazetteer, spans: tuple[Span, ...], *, language: str, home: str | None = None
) -> tuple[Place | None, ...]:
    """The place of each span that is known to name one, None where the gazetteer has none: resolution by itself."""
    text = prose.masked(*READ)
    tokens = tokenise(text)
    persons = Persons(frozenset(), frozenset())
    given = Recogniser(text, language, tokens, gazetteer, persons).given(spans)
    names = [name for name in given if name]
    peoples = [token for token in tokens if token.cap and token.key in gazetteer.demonyms]
    choices = resolve(names, _said(peoples, gazetteer), _home(gazetteer, home))
    places = {id(names[n]): choice.place for n, choice in choices.items()}
    return tuple(places.get(id(name)) if name else None for name in given)


def _said(peoples: list[Token], gazetteer: Gazetteer) -> Counter[str]:
    """Countries spoken of by their people ("Malian")."""
    counted = Counter(gazetteer.demonyms[token.key] for token in peoples)
    return Counter({code: n**0.5 for code, n in counted.items()})


def _home(gazetteer: Gazetteer, home: str | None) -> Place | None:
    """The publisher's home: a country or a town."""
    if not home:
        return None
    town, _, rest = (part.strip() for part in home.partition(","))
    if town.upper() in gazetteer.countries:
        return gazetteer.countries[town.upper()]
    places = [sense.place for sense in gazetteer.senses(town)]
    holders = [sense.place for sense in gazetteer.senses(rest)] if rest else []
    holders += [gazetteer.countries[rest.upper()]] if rest.upper() in gazetteer.countries else []
    inside = (p for p in places if any(contains(holder, p) for holder in holders))
    return next(inside, places[0] if places else None)


class _Writer:
    """Writes what was found as mentions of one document."""

    def __init__(self, document: str, text: str, tokens: list[Token]) -> None:
        self.document, self.text, self.tokens = document, text, tokens
        self._candidates: dict[int, tuple[Candidate, ...]] = {}

    def name(self, name: Name, choice: Choice) -> PlaceMention:
        candidates = self._candidates.get(id(choice))  # names alike share a choice
        if candidates is None:
            candidates = tuple(_candidate(place, share) for place, share in choice.ranked)
            self._candidates[id(choice)] = candidates
        if choice.share >= OPEN:
            found = self._mention(name.first, name.last, choice.place, choice.rule, choice.share, candidates)
            if choice.rule == AMONG:
                return replace(found, reason=_elsewhere(choice))
            if choice.rule == SPELT:
                return replace(found, reason=_spelt(found.text, choice.place))
            area = name.lost_in if choice.rule == "somewhere-in" else None
            return replace(found, reason=_lacks(found.text, area)) if area else found
        reason = f"{len(choice.ranked)} places of that name are about as likely; nothing in the text decides"
        start, end = self.tokens[name.first].start, self.tokens[name.last - 1].end
        return PlaceMention(
            self.document, start, end, self.text[start:end], "ambiguous", None, None, None, None, None, None, None,
            round(choice.share, 3), candidates, reason,
        )  # fmt: skip

    def area(self, area: Area, share: float) -> PlaceMention:
        return self._mention(area.first, area.last, area.place, area.rule, share, (_candidate(area.place, share),))

    def people(self, position: int, gazetteer: Gazetteer) -> PlaceMention:
        country = gazetteer.countries[gazetteer.demonyms[self.tokens[position].key]]
        return self._mention(position, position + 1, country, "demonym", 1.0, (_candidate(country, 1.0),))

    def unlisted(self, name: Unlisted, unlister: Unlister) -> PlaceMention:
        start, end = self.tokens[name.first].start, self.tokens[name.last - 1].end
        words = " ".join(self.text[start:end].split())
        if found := unlister.village(words, name.area):
            mention = self._mention(name.first, name.last, found.place, _found_by(found), _sure(found), ())
            return mention if found.exact else replace(mention, reason=_spelt(words, found.place))
        if name.area:
            mention = self._mention(name.first, name.last, somewhere(words, name.area), "somewhere-in", SOMEWHERE, ())
            return replace(mention, reason=_lacks(words, name.area))
        if land := unlister.land_of(name):
            mention = self._mention(name.first, name.last, replace(land, name=f"{words}, {land.name}"), AMONG, AMID, ())
            return replace(mention, reason=_amid(words, land))
        return PlaceMention(
            self.document, start, end, self.text[start:end], "unlisted", words, None, None, None, None, None, None,
            0.0, (), "the text calls it a place, and the gazetteer knows none of that name",
        )  # fmt: skip

    def _mention(
        self, first: int, last: int, place: Place, rule: str, share: float, candidates: tuple[Candidate, ...]
    ) -> PlaceMention:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return PlaceMention(
            self.document, start, end, self.text[start:end], rule, place.name, place.latitude, place.longitude,
            place.radius_km, place.kind, place.geonames_id, place.country_code, round(share, 3), candidates,
        )  # fmt: skip


def _spelt(name: str, place: Place) -> str:
    return f"{name} is spelt {place.name} in the list of villages"


def _lacks(name: str, area: Place) -> str:
    return f"the gazetteer knows no {name} there, or several far apart; all of {area.name} stands for it"


def _elsewhere(choice: Choice) -> str:
    known, land = choice.ranked[1][0], choice.place.name.partition(", ")[2]
    return f"the gazetteer's {known.name} lies far from the rest of the text; the land {land} stands for one there"


def _amid(name: str, land: Place) -> str:
    return f"the gazetteer knows no {name}; the land {land.name}, where most of the text's places lie, stands for it"


def _candidate(place: Place, share: float) -> Candidate:
    return Candidate(
        place.name, place.latitude, place.longitude, place.radius_km, place.kind, place.geonames_id, place.country_code,
        round(share, 3),
    )  # fmt: skip
