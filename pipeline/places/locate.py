"""Answers "where is …?" for one phrase, with the runners-up and the reason for each."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import load_lexicon
from pipeline.places.model import Place
from pipeline.places.persons import Persons
from pipeline.places.qualify import Area, Qualifier, Spot
from pipeline.places.recognise import Recogniser
from pipeline.places.resolve import EMPTY, Choice, Evidence, choose
from pipeline.places.support import Name
from pipeline.places.tokens import Token, capitalised, tokenise

KIND_WORDS = {
    PlaceKind.CITY: "town", PlaceKind.FACILITY: "facility", PlaceKind.ADMIN1: "province or the like",
    PlaceKind.COUNTRY: "country", PlaceKind.REGION: "region", PlaceKind.NATURAL: "natural feature",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that the phrase may mean; `share` of all answers sums to at most 1."""

    place: Place
    share: float
    rule: str
    reason: str


def locate(phrase: str, gazetteer: Gazetteer, limit: int = 5) -> tuple[Answer, ...]:
    """The places that a phrase may mean, likeliest first; empty where the gazetteer has none.

    Reads what prose would say: "Gao", "Derna, Libya", "northern Mali", "30 km south of Gao", "the Mali–Niger border".
    """
    names, tokens = _names(phrase, gazetteer)
    if not names:
        senses = gazetteer.senses(phrase)
        names, tokens = ([Name(0, 1, phrase, senses)], tokens) if senses else ([], tokens)
    if not names:
        return ()
    choices = [choose(name, Evidence(EMPTY, EMPTY), limit) for name in names]
    spots = [Spot(n.first, n.last, c.place) for n, c in zip(names, choices, strict=True)]
    areas = Qualifier(tokens, gazetteer, load_lexicon()).areas(spots)
    if areas:
        return _area_answers(areas[0], names, choices, gazetteer, tokens)[:limit]
    return _answers(names[0], choices[0], gazetteer)[:limit]


def _names(phrase: str, gazetteer: Gazetteer) -> tuple[list[Name], list[Token]]:
    """Names in the phrase as written; if it holds none and no capital either, as if its words had capitals."""
    for text in dict.fromkeys((phrase, phrase.title() if phrase.islower() else phrase)):
        tokens = tokenise(text)
        reader = Recogniser(text, "en", tokens, gazetteer, Persons(frozenset(), frozenset()))
        names = reader.names(capitalised(tokens))
        if names:
            return names, tokens
    return [], tokens


def _answers(name: Name, choice: Choice, gazetteer: Gazetteer) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            place, round(share, 3), choice.rule if number == 0 else "runner-up", _reason(place, name, number, gazetteer)
        )
        for number, (place, share) in enumerate(choice.ranked)
    )


def _reason(place: Place, name: Name, number: int, gazetteer: Gazetteer) -> str:
    where = said_where(place, gazetteer)
    people = f", {place.population:,} people" if place.population else ""
    kind = KIND_WORDS[place.kind]
    if name.within and number == 0:
        return f"{kind} in {name.within.name}, as asked{people}"
    return f"{kind}{' in ' + where if where else ''}{people}"


def said_where(place: Place, gazetteer: Gazetteer) -> str:
    """ "Tennessee, United States" for a town there; empty for a country or a region across borders."""
    country = gazetteer.countries.get(place.country_code or "")
    if country is None or place.kind is PlaceKind.COUNTRY:
        return ""
    division = gazetteer.admin1.get((country.country_code, place.admin1)) if place.admin1 else None
    return ", ".join(p.name for p in (division, country) if p and p.name != place.name)


def _area_answers(
    area: Area, names: list[Name], choices: list[Choice], gazetteer: Gazetteer, tokens: list[Token]
) -> tuple[Answer, ...]:
    """The area, and the same words read around each runner-up where one name decides it."""
    whole = min(choices[n].share for n in area.names) if area.names else 1.0
    answers = [_area_answer(area, round(whole, 3), gazetteer)]
    if len(area.names) == 1:
        name, choice = names[area.names[0]], choices[area.names[0]]
        for place, share in choice.ranked[1:]:
            spots = [Spot(name.first, name.last, place)]
            again = Qualifier(tokens, gazetteer, load_lexicon()).areas(spots)
            answers += [_area_answer(a, round(share, 3), gazetteer) for a in again[:1]]
    return tuple(answers)


def _area_answer(area: Area, share: float, gazetteer: Gazetteer) -> Answer:
    where = said_where(area.place, gazetteer)
    return Answer(area.place, share, area.rule, f"read as {area.place.name}{', ' + where if where else ''}")
