"""The stage: a document's prose in, its place mentions out."""

from __future__ import annotations

from collections import Counter

from pipeline.model import BlockKind, Candidate, PlaceMention, Prose, Span
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import load_lexicon
from pipeline.places.model import Place
from pipeline.places.persons import find_persons
from pipeline.places.recognise import Name, Recogniser
from pipeline.places.resolve import OPEN, Choice, resolve
from pipeline.places.tokens import Token, tokenise

READ = (BlockKind.TITLE, BlockKind.BODY, BlockKind.DATELINE)


def find_places(
    document_id: str, prose: Prose, gazetteer: Gazetteer, *, language: str, masks: tuple[Span, ...], home: str | None
) -> tuple[PlaceMention, ...]:
    """The places that a document's title, body and dateline name, in order of the text, none overlapping another.

    `masks` are spans that name groups or persons, never places. `home` is the publisher's country (ISO 3166-1
    alpha-2) or a place's name, None where unknown. A name that stays ambiguous has no coordinates, and a reason.
    """
    text = prose.masked(*READ)
    tokens = tokenise(text)
    lexicon = load_lexicon()
    persons = find_persons(tokens, gazetteer, lexicon)
    dateline = tuple(block.span for block in prose.of_kind(BlockKind.DATELINE))
    names = Recogniser(text, tokens, gazetteer, lexicon, persons, masks, dateline).names()
    choices = resolve(names, gazetteer, _countries(tokens, gazetteer, home))
    return tuple(_mention(document_id, text, tokens, names[n], choice) for n, choice in sorted(choices.items()))


def _countries(tokens: list[Token], gazetteer: Gazetteer, home: str | None) -> Counter[str]:
    """Countries spoken of by their people ("Malian"), and the publisher's home."""
    counted = Counter(gazetteer.demonyms[t.key] for t in tokens if t.cap and t.key in gazetteer.demonyms)
    counts = Counter({code: n**0.5 for code, n in counted.items()})
    if code := _home(gazetteer, home):
        counts[code] += 1
    return counts


def _home(gazetteer: Gazetteer, home: str | None) -> str | None:
    if not home:
        return None
    if home.upper() in gazetteer.countries:
        return home.upper()
    senses = gazetteer.senses(home.split(",")[0])
    return senses[0].place.country_code if senses else None


def _mention(document: str, text: str, tokens: list[Token], name: Name, choice: Choice) -> PlaceMention:
    start, end = tokens[name.first].start, tokens[name.last - 1].end
    candidates = tuple(_candidate(place, share) for place, share in choice.ranked)
    if choice.share < OPEN:
        reason = f"{len(choice.ranked)} places of that name are about as likely; nothing in the text decides"
        return PlaceMention(
            document, start, end, text[start:end], "ambiguous", None, None, None, None, None, None, None,
            round(choice.share, 3), candidates, reason,
        )  # fmt: skip
    place = choice.place
    return PlaceMention(
        document, start, end, text[start:end], choice.rule, place.name, place.latitude, place.longitude, place.radius_km,
        place.kind, place.geonames_id, place.country_code, round(choice.share, 3), candidates,
    )  # fmt: skip


def _candidate(place: Place, share: float) -> Candidate:
    return Candidate(
        place.name, place.latitude, place.longitude, place.radius_km, place.kind, place.geonames_id, place.country_code,
        round(share, 3),
    )  # fmt: skip
