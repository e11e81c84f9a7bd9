"""Which stretches of words are names of the gazetteer, and the senses that each may have where it stands."""

from __future__ import annotations

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer, Sense
from pipeline.places.lexicon import load_lexicon
from pipeline.places.support import Name
from pipeline.places.tokens import Token, name_key

LONGEST = 6  # words in a name
SHARED_WITH_RIVERS = (PlaceKind.ADMIN1, PlaceKind.CITY)
CONTRACTED = frozenset("s t d m ll re ve".split())  # "I'm" is no place
ARABIC_PREFIXES = "وبلف"  # and, in, to, so: written together with the word after them
EXPANSIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


class Matcher:
    """Looks names up in one document's words; `masked` are positions that name no place."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, masked: frozenset[int]) -> None:
        self.tokens, self.gazetteer, self.masked, self.lexicon = tokens, gazetteer, masked, load_lexicon()
        self.counties = self._listed_as_counties()

    def longest(self, i: int) -> Name | None:
        """The longest name that begins at the word `i`, with its senses."""
        if i in self.masked:
            return None
        if i in self.counties and (county := self._county(i)):
            return county
        for j in range(self.reach(i), i, -1):
            broken = self.tokens[j - 1].gap in ("'", "’") and (j - i >= 3 or self.tokens[j - 1].key not in CONTRACTED)
            if self.tokens[j - 1].cap or broken:  # "St. John's", "Jama'are"
                key = name_key(self.tokens[i:j])
                senses = self.senses(key, i, j)
                if senses:
                    return Name(i, j, key, senses)
        return None

    def _listed_as_counties(self) -> frozenset[int]:
        """Words in a list that ends in "counties" ("Jackson, Greene and Putnam counties")."""
        found, tokens = set(), self.tokens
        for at in [k - 1 for k, token in enumerate(tokens) if token.key == "counties" and k and token.gap == " "]:
            while at >= 0 and tokens[at].cap:
                found.add(at)
                joined = at > 1 and tokens[at].gap == " " and tokens[at - 1].key == "and"
                goes_on = tokens[at].gap == ", " or (tokens[at].joins and at and tokens[at - 1].cap)
                at -= 2 if joined else 1 if goes_on else at + 1
        return frozenset(found)

    def _county(self, i: int) -> Name | None:
        """The county that the word at `i`, with those after it, names in a list of counties."""
        for j in range(i + 3, i, -1):
            if self.counties.issuperset(range(i, j)) and all(token.joins for token in self.tokens[i + 1 : j]):
                key = f"{name_key(self.tokens[i:j])} county"
                if senses := self.gazetteer.senses_of_key(key):
                    return Name(i, j, key, senses, 4.0, ["in a list of counties", "area word"])
        return None

    def reach(self, i: int) -> int:
        """The end of the longest stretch from `i` that could be one name."""
        j = i + 1
        while j < len(self.tokens) and j - i < LONGEST and j not in self.masked:
            token = self.tokens[j]
            if not token.joins and token.gap != "/":  # "Askira/Uba"
                break
            possessive = token.key == "s" and token.gap in ("'", "’")  # "Queen Anne's County"
            particle = token.key in self.lexicon.connectors or len(token.text) <= 3
            if not (token.cap or possessive or particle):
                break
            j += 1
        return j

    def senses(self, key: str, i: int, j: int) -> tuple[Sense, ...]:
        """What the words [i, j) may name, `key` their folded form; () where that is no place."""
        if j - i == 1 and (short := self.short_form(i)):
            return short
        if j - i == 1 and len(key) < 3 and not self.tokens[i].caseless and not self.tokens[i].text.isupper():
            return ()
        senses = self.gazetteer.senses_of_key(key)
        if senses and senses[0].place.kind in SHARED_WITH_RIVERS and i and self.tokens[i - 1].key == "the":
            senses = self._river(key, j) or senses
        if self.tokens[i].key in EXPANSIONS and j - i > 1:
            head, _, rest = key.partition(" ")
            senses = _merged(senses, self.gazetteer.senses_of_key(f"{EXPANSIONS[head]} {rest}"))
        if not senses and self.tokens[i].caseless and key[0] in ARABIC_PREFIXES and len(key) > 3:
            senses = self.gazetteer.senses_of_key(key[1:])
        return senses

    def _river(self, key: str, j: int) -> tuple[Sense, ...]:
        """ "The Ohio" by itself is the river that the state is named after, "the Ohio senator" none."""
        after = self.tokens[j] if j < len(self.tokens) else None
        if after is not None and after.gap == " " and after.key not in self.lexicon.function_words:
            return ()
        return self.gazetteer.senses_of_key(f"{key} river")

    def short_form(self, i: int) -> tuple[Sense, ...]:
        """Senses of "Calif." or "NSW" where it may stand for the state."""
        token = self.tokens[i]
        forms = self.gazetteer.short_form(token.text)
        if not forms:
            return ()
        after_town = i > 0 and token.gap == ", " and self.tokens[i - 1].cap
        return tuple(Sense(place, True) for place, alone in forms if after_town or alone)


def _merged(senses: tuple[Sense, ...], more: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """The senses of both, heaviest first, each place once."""
    if not senses or not more:
        return senses or more
    places = {id(sense.place) for sense in senses}
    known = {sense.place.geonames_id for sense in senses} - {None}
    new = (s for s in more if id(s.place) not in places and s.place.geonames_id not in known)
    return tuple(sorted((*senses, *new), key=lambda s: -s.weight))
