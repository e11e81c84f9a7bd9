"""Names that the gazetteer lacks, where the text itself says that they name places.

"The village of Tin Hama", "Banikane village", "in Tin Hama, Mali": such a name gets no point. Where the text says what
it lies in, all of that area stands for it; otherwise it stays without coordinates, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.lexicon import Lexicon
from pipeline.places.model import Place
from pipeline.places.neighbours import Neighbours, around
from pipeline.places.persons import Persons
from pipeline.places.tokens import Token
from pipeline.places.villages import Found, villages

LONGEST = 4  # words in a name
WELL_KNOWN = 12.5  # weight of a name that makes a longer one no name of its own
FEW = 3  # countries of a text whose villages are looked through
SHORT = 4  # letters below which a name is as soon something else
ROWS = 3  # unknown names that may stand side by side in a row of places
REACH = 7  # words between a name and the place it is said to lie in
_BREAKS = frozenset('.!?;:\n()"“”')


class Unlisted(Struct, frozen=True, gc=False):
    """tokens[first:last] name a place that the gazetteer lacks; `area` is what the text says it lies in."""

    first: int
    last: int
    area: Place | None


class Held(Struct, frozen=True, gc=False):
    """tokens[first:last] are a place already, which may hold others."""

    first: int
    last: int
    place: Place


class Unlister:
    """Reads unlisted names in one document's words."""

    def __init__(
        self,
        tokens: list[Token],
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        persons: Persons,
        known: Iterable[Held],
        taken: Iterable[int],
    ) -> None:
        """`known` are the places found already, `taken` the positions of words that are names of something else."""
        self.tokens, self.gazetteer, self.lexicon = tokens, gazetteer, lexicon
        self.persons, self.taken = persons, set(taken)
        self.holders: dict[int, Held] = {}
        for held in known:
            self.taken.update(range(held.first, held.last))
            self.holders[held.first] = held
        codes = dict.fromkeys(held.place.country_code for held in self.holders.values())
        self.land = around(held.place for held in self.holders.values())
        self.neighbours = Neighbours(tokens, gazetteer, lexicon, persons)
        self.countries = [gazetteer.countries[code] for code in codes if code in gazetteer.countries][:FEW]

    def find(self) -> list[Unlisted]:
        """In order of the text. A name introduced as a place stays one wherever it stands again."""
        introduced: dict[tuple[str, ...], Place | None] = {}
        trimmed = [run for i, j in self.persons.runs if (run := self._trimmed(i, j))]
        other = {self._key(*run) for run in trimmed if self._spoken_of_as_other(*run)}
        for first, last in trimmed:
            key, area = self._key(first, last), self._area(last)
            if key not in other and self._said_to_be_a_place(first, last, area):
                introduced[key] = introduced.get(key) or area
        if self.land:
            introduced |= self._among_others(
                [run for run in trimmed if self._key(*run) not in introduced and self._key(*run) not in other]
            )
        keyed = ((run, self._key(*run)) for run in trimmed)
        return [Unlisted(*run, introduced[key]) for run, key in keyed if key in introduced]

    def _among_others(self, runs: list[tuple[int, int]]) -> dict[tuple[str, ...], None]:
        """Names that stand in the text as the places around them do, and those in a row with such a name or a place."""
        found = {run for run in runs if self.neighbours.like_a_place(*run)}
        starts, ends = set(self.holders), {held.last for held in self.holders.values()}
        for _ in range(ROWS):
            begun, ended = frozenset(starts | {i for i, _ in found}), frozenset(ends | {j for _, j in found})
            found |= {run for run in runs if self.neighbours.listed(*run, begun, ended)}
        return dict.fromkeys(self._key(*run) for run in found)

    def land_of(self, name: Unlisted) -> Place | None:
        """The land around the text's other places, for a name that can be one's in it."""
        words = self.tokens[name.first : name.last]
        if all(token.key in self.lexicon.parts for token in words):
            return None  # "the North West"
        if len(words) > 1:
            return None if self._well_known(words[0].key) else self.land  # "London Luton"
        return self.land if self.neighbours.nameable(name.first, name.last) else None

    def village(self, name: str, area: Place | None) -> Found | None:
        """The village of that name in the area, or in the only one of the text's countries that has one."""
        within = [area] if area else self.countries
        found = (villages(self.gazetteer, place.country_code).find(name, place) for place in within)
        known = [village for village in found if village]
        return known[0] if len(known) == 1 else None

    def _known_there(self, first: int, last: int, area: Place | None) -> bool:
        """Whether the words, no usual ones, are listed as a village of the area, or of a country of the text."""
        key, gazetteer = " ".join(self._key(first, last)), self.gazetteer
        if key in gazetteer.common_words or len(key) < SHORT:
            return False
        if key in gazetteer.given_names or key in gazetteer.surnames:
            return False
        found = self.village(key, area)
        return found is not None and found.exact

    def _key(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(token.key for token in self.tokens[first:last])

    def _trimmed(self, i: int, j: int) -> tuple[int, int] | None:
        """The run without words that are no part of a name; None where it can name no unlisted place."""
        lexicon, tokens = self.lexicon, self.tokens
        while i < j and (tokens[i].key in lexicon.parts or tokens[i].key in lexicon.adjectives):
            i += 1
        while i < j and tokens[j - 1].key in lexicon.function_words:
            j -= 1
        if not 0 < j - i <= LONGEST or not self.taken.isdisjoint(range(i, j)):
            return None
        words = tokens[i:j]
        if j - i == 1 and (len(words[0].text) < 3 or (words[0].text.isupper() and len(words[0].text) <= 5)):
            return None
        named = words[:-1] if words[-1].key in WATERS else words  # "Paradise Dam"
        named = named[1:] if words[-1].key == "township" else named  # "Union Township"
        if any(self._of_something_else(t) for t in named) or self._continues(j):
            return None
        return None if j - i > 1 and self._well_known(words[-1].key) else (i, j)

    def _well_known(self, key: str) -> bool:
        senses = self.gazetteer.senses_of_key(key)
        return bool(senses) and senses[0].weight > WELL_KNOWN

    def _of_something_else(self, token: Token) -> bool:
        lexicon, key = self.lexicon, token.key
        return (
            key in lexicon.organisation_words
            or key in lexicon.media_words
            or key in lexicon.titles
            or key in lexicon.never_alone
            or key in lexicon.facility_heads
            or key in lexicon.function_words
            or key in self.gazetteer.demonyms
        )

    def _continues(self, j: int) -> bool:
        """Whether a word that was left out for its capital, or a figure, still belongs to the name."""
        return j < len(self.tokens) and self.tokens[j].joins and self.tokens[j].number

    def _spoken_of_as_other(self, first: int, last: int) -> bool:
        """Whether the words speak, or are a virus: no place, wherever they stand again."""
        lexicon, tokens = self.lexicon, self.tokens
        before = tokens[first - 1].key if first else ""
        after = tokens[last].key if last < len(tokens) else ""
        according = before == "to" and first > 1 and tokens[first - 2].key == "according"
        return according or after in lexicon.speech | lexicon.named_after_places or before in ("said", "says")

    def _said_to_be_a_place(self, first: int, last: int, area: Place | None) -> bool:
        if self._after_place_noun(first) or self._says_so_itself(first, last):
            return True
        if not self.persons.words.isdisjoint(range(first, last)):
            return False
        if first == 0 or self._key(first, last)[-1] in self.persons.surnames:
            return False
        if area is not None and self._before_place_noun(last):
            return True
        before = self.tokens[first - 1].key
        led_to = self.tokens[first].gap == " " and (before in NEAR or before in self.lexicon.done_to_places)
        if led_to and self._known_there(first, last, area):
            return True
        if area is not None and before in self.lexicon.done_to_places:
            after = self.tokens[last]
            if after.key in ("in", "near") or after.gap in (" (", ", "):
                return True
        if before == "the" and self._before_place_noun(last):
            return True
        if before == "the" and first > 1:
            before = self.tokens[first - 2].key
        if before not in self.lexicon.prepositions or self.tokens[first].gap != " ":
            return False
        if self._before_place_noun(last):
            return True
        if before == "near" and last - first == 1 and not self.tokens[first].opens:
            return True
        return area is not None and (before in NEAR or self.tokens[last].gap in (", ", " ("))

    def _says_so_itself(self, first: int, last: int) -> bool:
        """ "the Androscoggin River", "Lake Springfield", "Islington Bay"."""
        words, lexicon = self.tokens[first:last], self.lexicon
        if len(words) < 2 or any(k in self.persons.words or self.tokens[k].loud for k in range(first, last)):
            return False
        named = words[-1].key in WATERS or words[0].key in BEFORE_ITS_NAME
        after = self.tokens[last].key if last < len(self.tokens) else ""
        return named and not any(w.key in lexicon.parts for w in words) and after not in lexicon.contests

    def _after_place_noun(self, first: int) -> bool:
        """ "the village of X", "le village de X"."""
        if first < 2 or self.tokens[first].gap not in (" ", "'", "’"):
            return False
        noun, of = self.tokens[first - 2], self.tokens[first - 1]
        return of.key in ("of", "de", "d", "called", "named") and noun.key in self.lexicon.settlements and not noun.cap

    def _before_place_noun(self, last: int) -> bool:
        """ "in X village"."""
        if last >= len(self.tokens):
            return False
        noun, word = self.tokens[last], self.tokens[last - 1].key
        if noun.gap != " " or noun.cap or noun.key not in self.lexicon.settlements or word.endswith(ADJECTIVES):
            return False
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        named_after = after is not None and after.gap == " " and (after.cap or after.key == "of")
        return not named_after or self._area(last) is not None

    def _area(self, last: int) -> Place | None:
        """The area that the name ending at `last` is said to lie in: "X, Mali", "X, a village in the Mopti region"."""
        says_in, first = False, last + self._noun_at(last)
        for at in range(first, min(last + REACH, len(self.tokens))):
            token = self.tokens[at]
            if at == first and token.gap == " (" and (held := self.holders.get(at)):
                return held.place if held.place.kind in BRACKETED else None
            if any(c in _BREAKS for c in token.gap) or (at > last + 2 and "," in token.gap):
                return None
            if held := self.holders.get(at):
                tight = at == first and token.gap == ", " and (held.place.kind.is_area or not self._in_a_list(held))
                return held.place if tight or says_in else None
            of = token.key in ("of", "de", "du") and self._part_of_a_place(at - 1, last)
            says_in = says_in or of or token.key in ("in", "en", "au", "dans")
            if token.cap or not self._links(token):
                return None
        return None

    def _noun_at(self, at: int) -> bool:
        """Whether "village" or the like stands there, before what it lies in: "X village, Y"."""
        if at + 1 >= len(self.tokens):
            return False
        noun = self.tokens[at]
        settled = noun.gap == " " and not noun.cap and noun.key in WHOLE
        return settled and self.tokens[at + 1].gap in (", ", " (")

    def _part_of_a_place(self, at: int, last: int) -> bool:
        """Whether "of" after the noun at `at` tells what a name lies in: not so in "the Bavarian town of …"."""
        key = self.tokens[at].key
        return key in self.lexicon.settlements and not (at == last and key in WHOLE)

    def _in_a_list(self, held: Held) -> bool:
        """Whether another name stands in a row with it: "in X, Gao and Kidal" does not put X in Gao."""
        after = self.tokens[held.last] if held.last < len(self.tokens) else None
        return after is not None and (after.key in ("and", "or", "et") or (after.gap.startswith(",") and after.cap))

    def _links(self, token: Token) -> bool:
        lexicon, key = self.lexicon, token.key
        return key in lexicon.inside_words or key in lexicon.parts or key in lexicon.settlements or key in LINKS


BRACKETED = (PlaceKind.CITY, PlaceKind.ADMIN1)  # "Dassari (Materi, Atacora)"
WATERS = frozenset(
    "river lake bay island islands strait gulf mountains peninsula delta valley desert canal dam oasis "
    "reservoir wilderness barrage creek inlet lagoon township".split()
)
BEFORE_ITS_NAME = frozenset("lake mount wadi river loch lough".split())
WHOLE = frozenset("village villages town city hamlet port ville".split())
LINKS = frozenset("a an its small remote dans le la l s du".split())
NEAR = frozenset("in at near around outside a au dans pres".split())
ADJECTIVES = ("ian", "ean", "can", "ish", "ese", "ern")
