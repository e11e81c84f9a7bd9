"""What speaks for a name being a place, and against: the words around it and the names beside it."""

from __future__ import annotations

import math
from itertools import pairwise

from msgspec import Struct

from pipeline.model import PlaceKind
from pipeline.places.gazetteer import Gazetteer, Sense
from pipeline.places.lexicon import load_lexicon
from pipeline.places.model import Place, distance_km
from pipeline.places.persons import Persons
from pipeline.places.tokens import Token

THRESHOLD = 11.0  # a town of 60,000 with nothing said for or against it
SUPPORT = 1.5  # natural logarithms of people that one point of support outweighs
APPOSED = 4  # words after a name in which it may be called something ("the home province")
LOST = frozenset("lost fell losing falling".split())  # "to" whom
ARTICLES = frozenset(("a", "an", "the"))
FAMOUS = 14.0  # weight of a town that a comma does not move elsewhere
INSIDE = frozenset(("in", "near", "outside"))  # hardly ever stand before a person
SMALL_REGION = 250.0  # km up to which a region is named after a comma ("Birmingham, West Midlands")
AROUND = 40.0  # km around a town, named for its district, that a village may lie in
STATE_LIKE = 13.0  # weight above which a subdivision is named without its country
LISTED = "in a list of places"
IN_COMPANY = "a place only among its neighbours"  # cue of a name that may as well be another's
COUNTRY_LIKE = 15.5  # weight above which a name is known to every reader


class Name(Struct, gc=False):
    """tokens[first:last] that may name a place, with what speaks for it."""

    first: int
    last: int
    key: str
    senses: tuple[Sense, ...]
    support: float = 0.0
    cues: list[str] = []
    within: Place | None = None  # said to lie in ("Derna, Libya")
    lost_in: Place | None = None  # said to lie in a place where the gazetteer has none of that name
    beside: Place | None = None  # the neighbour in a list of places
    holds: Place | None = None  # said to hold the place before it

    @property
    def weight(self) -> float:
        return self.senses[0].weight

    @property
    def score(self) -> float:
        return self.weight + SUPPORT * self.support

    def add(self, points: float, cue: str) -> None:
        self.support += points
        self.cues.append(cue)


class Support:
    """Weighs the names of one document; every method adds to `Name.support` and says why in `Name.cues`."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, persons: Persons, dateline: frozenset[int]) -> None:
        """`dateline` are the positions of the words in lines that open reports with a place."""
        self.tokens, self.gazetteer, self.persons = tokens, gazetteer, persons
        self.dateline, self.lexicon = dateline, load_lexicon()

    def weigh(self, name: Name) -> None:
        tokens, lexicon = self.tokens, self.lexicon
        token = tokens[name.first]
        if name.first in self.dateline or self.dateline_like(name):
            name.add(6, "dateline")
        if name.first and token.gap in (" ", "\n"):
            before = tokens[name.first - 1].key
            if before in ("the",) and name.first > 1:
                before = tokens[name.first - 2].key
            if before in lexicon.prepositions:
                name.add(3, f"after “{before}”")
            elif before in lexicon.weak_prepositions:
                name.add(1, f"after “{before}”")
                if name.first > 1 and before == "of" and tokens[name.first - 2].key in lexicon.parts:
                    name.add(2.5, f"after “{tokens[name.first - 2].key} of”")
                if name.first > 1 and tokens[name.first - 2].key in lexicon.place_nouns:
                    name.add(3, f"after “{tokens[name.first - 2].key} {before}”")
                    named = name.first > 2 and tokens[name.first - 3].cap  # "the Agadez region of Niger"
                    if tokens[name.first - 2].key in lexicon.area_heads - lexicon.town_words and not named:
                        name.cues.append("area word")
            elif tokens[name.first - 1].key in lexicon.assaults:
                name.add(3, f"after “{before}”")
            elif before == "downtown":
                name.add(3, "after “downtown”")
            elif before in lexicon.parts:
                led_to = name.first > 1 and tokens[name.first - 2].key in lexicon.prepositions
                name.add(3 if led_to else 1.5, f"after “{before}”")
        if name.last < len(tokens) and tokens[name.last].gap == " " and tokens[name.last].key in lexicon.place_nouns:
            name.add(2.5, f"before “{tokens[name.last].key}”")
            if tokens[name.last].key in lexicon.area_heads - lexicon.town_words:
                name.cues.append("area word")
        elif self.local_government_at(name.last) and not tokens[name.last].cap:
            name.add(3, "area word")
        if name.cues and self._unmistakable(name):
            name.add(1, "a name of one place and of nothing else")
        self._weigh_apposition(name)
        self._weigh_origin(name)
        self._weigh_contests(name)
        self._weigh_against(name)

    def _unmistakable(self, name: Name) -> bool:
        """Whether nothing but one place bears the name: no word, nobody, no other place."""
        token = self.tokens[name.first]
        if len(name.senses) > 1 or not name.senses[0].first or token.opens or token.loud or len(token.key) < 4:
            return False
        gazetteer = self.gazetteer
        people = token.key in gazetteer.surnames or token.key in gazetteer.given_names
        return not people and token.key not in gazetteer.common_words and token.key not in self.persons.surnames

    def _weigh_apposition(self, name: Name) -> None:
        """ "Gao, a region of …": what it is called after itself; in brackets that tells of a town's province too."""
        after = self.tokens[name.last : name.last + APPOSED]
        if not after or after[0].key not in ARTICLES or after[0].gap != ", ":
            return
        for token in after[1:]:
            if token.gap != " " or token.cap:
                return
            if token.key in self.lexicon.area_heads:
                name.add(2, f"called a “{token.key}”")
                if token.key not in self.lexicon.town_words:
                    name.cues.append("area word")
                return

    def _weigh_contests(self, name: Name) -> None:
        """ "Boston beat Georgetown": two teams."""
        before = self.tokens[name.first - 1].key if name.first else ""
        after = self.tokens[name.last].key if name.last < len(self.tokens) else ""
        lost = before == "to" and name.first > 1 and self.tokens[name.first - 2].key in LOST
        if before in self.lexicon.contests or after in self.lexicon.contests or lost:
            name.add(-7 if lost else -4, "plays")

    def _weigh_origin(self, name: Name) -> None:
        """ "a man, 23, of Hays", "Rep. Ann Smith, D-Hays": what stands after a person says where they are from."""
        tokens, first = self.tokens, name.first
        if first < 2:
            return
        of, before = tokens[first - 1], tokens[first - 2]
        if of.key == "of" and tokens[first].gap == " ":
            aged = before.text.endswith(",") and before.text[:-1].isdigit() and len(before.text) <= 4
            if aged or (of.gap == ", " and first - 2 in self.persons.words):
                name.add(6, "after a person, of")
        elif of.text in ("D", "R") and tokens[first].gap == "-":
            name.add(6, "after a party")

    def _weigh_against(self, name: Name) -> None:
        token, single = self.tokens[name.first], name.last - name.first == 1
        after = self.tokens[name.last] if name.last < len(self.tokens) else None
        if after is not None and after.gap == " " and after.key in self.lexicon.speech:
            name.add(-3, "speaks")
        if after is not None and after.key in self.lexicon.named_after_places and not after.opens:
            name.add(-8, f"before “{self.tokens[name.last].key}”")
        if not single:
            return
        doubt = min(1.0, max(0.25, (COUNTRY_LIKE - name.weight) / 4))  # few doubt Houston
        if token.key in self.gazetteer.common_words:
            points = 1 if name.weight > COUNTRY_LIKE else 5 if token.opens or token.loud else 2.5
            name.add(-points, "common word")
        if token.key in self.persons.surnames:
            inside = name.first and self.tokens[name.first - 1].key in INSIDE
            name.add(-2 if inside else -6, "surname of a person named in the text")
        elif share := self.gazetteer.surnames.get(token.key):
            name.add(-doubt * min(3.0, math.log1p(share * 60)), "surname")
        if token.key in self.gazetteer.given_names:
            name.add(-2 * doubt, "given name")
        if not name.senses[0].first:
            name.add(-3 if len(token.key) <= 4 else -1, "another place's other name")
        if token.loud or token.opens:
            name.add(-0.5, "capital says nothing")
        if token.caseless:
            name.add(-1, "script without capitals")

    def local_government_at(self, k: int) -> bool:
        """ "Ukum Local Government Area"."""
        return k + 1 < len(self.tokens) and self.tokens[k].key == "local" and self.tokens[k + 1].key == "government"

    def dateline_like(self, name: Name) -> bool:
        """ "GAO, Mali —" or "ALGIERS (Agency) -" at the head of a paragraph."""
        token = self.tokens[name.first]
        if not token.text.isupper() or len(token.text) < 3 or token.loud:
            return False
        return name.first == 0 or "\n" in token.gap

    # --- names beside each other ------------------------------------------------------------------------------------

    def relate(self, names: list[Name]) -> None:
        """Lets names that stand together support each other: what lies in what, and lists."""
        self._containment(names)
        self._lists(names)

    def _containment(self, names: list[Name]) -> None:
        """ "X, Y", "X (Y)" and "X in Y": where the second can hold the first, each supports the other."""
        for inner, outer in pairwise(names):
            between = outer.first - self._with_heads(inner)
            gap = self.tokens[outer.first].gap
            tight = between == 0 and gap in (", ", " (", ",\n") and not self.tokens[outer.first].loud
            loose = 0 < between <= 4 and gap == " " and self._says_in(inner.last, outer.first)
            if not (tight or loose):
                continue
            if _both_countries(inner, outer) or (tight and _both_divisions(inner, outer)):
                continue
            pairs = ((s, o) for o in outer.senses for s in inner.senses if contains(o.place, s.place))
            if pair := next(pairs, None):
                inner.within = outer.holds = pair[1].place
                doubt = min(0.0, inner.support + 2) if tight else 0.0  # "Troy, Ala.": no surname, whatever Troy may be
                inner.add(
                    (5 if tight else 2) + (3 if "surname of a person named in the text" in inner.cues else -doubt),
                    "containment",
                )
                outer.add(3 if tight else 1, "holds the place before")
            elif tight and self._lost(inner, outer):
                inner.lost_in = outer.senses[0].place
        for inner, outer in reversed(list(pairwise(names))):
            if inner.within is None and inner.key == outer.key and self._said_to_lie_in(inner, outer):
                inner.within = outer.within  # "Konduga (Konduga LGA, Borno)"
            if inner.within is None and not inner.lost_in and self._said_to_lie_in(inner, outer):
                self._put_in(inner, outer)

    def _with_heads(self, name: Name) -> int:
        """The end of a name with the word for what it is: "Rafi LGA", "Ukum Local Government Area"."""
        after = self.tokens[name.last : name.last + 3]
        if not after or after[0].gap != " ":
            return name.last
        if after[0].key in self.lexicon.area_heads:
            return name.last + 1
        return name.last + 3 if self.local_government_at(name.last) and after[-1].key == "area" else name.last

    def _said_to_lie_in(self, inner: Name, outer: Name) -> bool:
        """ "Gora (Maradun, Zamfara)", "Gora village in Maradun LGA", "Gora, Maradun LGA", "Urga near Konduga (X)"."""
        gap = self.tokens[outer.first].gap
        told = gap == " (" or (gap == ", " and "area word" in outer.cues and outer.within is not None)
        if outer.first == inner.last:
            return told
        between = [token.key for token in self.tokens[inner.last : outer.first]]
        if len(between) == 1 and told:
            return between[0] in self.lexicon.place_nouns  # "Banki junction (Bama, Borno)"
        if between == ["near"]:
            return outer.within is not None
        return "area word" in outer.cues and len(between) <= 4 and self._says_in(inner.last, outer.first)

    def _put_in(self, inner: Name, outer: Name) -> None:
        """Says where a name lies whose places all lie elsewhere than the text has it."""
        if inner.weight > FAMOUS or inner.key == outer.key:
            return
        area = next((s.place for s in outer.senses if outer.within and contains(outer.within, s.place)), None)
        if area is None and outer.senses[0].place.kind is PlaceKind.ADMIN1 and "area word" in outer.cues:
            area = outer.senses[0].place
        if area is None or area.kind not in (PlaceKind.CITY, PlaceKind.ADMIN1):
            return
        away = [distance_km(sense.place, area) for sense in inner.senses]
        if min(away) <= 1.6 * max(area.radius_km, AROUND):
            return
        province = outer.within
        if (
            province
            and sum(contains(province, sense.place) for sense in inner.senses) == 1 > min(away) / province.radius_km
        ):
            inner.within = province  # "Mondoro (Douentza, Mopti)": far from the seat, and of that province
        else:
            inner.lost_in = area

    def _lost(self, inner: Name, outer: Name) -> bool:
        """ "Bradford, Ontario", where no such town of Ontario is known: not the one in England."""
        top = outer.senses[0]
        if inner.key == outer.key:
            return False  # "Mopti, Mopti": the town, and what is called after it
        if top.place.kind is PlaceKind.ADMIN1 and self._shortened(outer):
            return True  # a list of states does not shorten one of them
        country = top.place.kind is PlaceKind.COUNTRY and inner.senses[0].place.kind is PlaceKind.CITY
        if not country and (top.place.kind is not PlaceKind.ADMIN1 or top.weight < STATE_LIKE):
            return False
        if inner.weight > FAMOUS:
            return False
        if outer.last >= len(self.tokens):
            return True
        after = self.tokens[outer.last]
        if after.gap.startswith(",") and after.cap:
            return self._country_at(outer.last) == top.place.country_code  # "Stroud, Ontario, Canada"
        return after.key not in ("and", "or", "et")

    def _country_at(self, first: int) -> str | None:
        """The country that the word at `first` names."""
        senses = self.gazetteer.senses_of_key(self.tokens[first].key)
        return senses[0].place.country_code if senses and senses[0].place.kind is PlaceKind.COUNTRY else None

    def _shortened(self, name: Name) -> bool:
        """Whether the state is written "Kan." or "Ont."."""
        text = self.tokens[name.first].text
        return name.last - name.first == 1 and len(text) > 1 and bool(self.gazetteer.short_form(text))

    def _says_in(self, start: int, end: int) -> bool:
        """Whether the words between two names say that the first lies in the second ("located in northern")."""
        words = [t.key for t in self.tokens[start:end]]
        if len(words) == 2 and words[0] in self.lexicon.area_heads and words[1] in ("of", "de", "du"):
            return True  # "the Agadez region of Niger"
        return any(w in ("in", "en", "au") for w in words) and all(
            w in self.lexicon.inside_words or w in self.lexicon.parts for w in words
        )

    def _lists(self, names: list[Name]) -> None:
        """Places in a row ("Gao, Kidal and Timbuktu") support each other."""
        row: list[Name] = []
        for name in names:
            if row and not self._listed(row[-1], name):
                self._weigh_row(row)
                row = []
            row.append(name)
        self._weigh_row(row)

    def _listed(self, one: Name, two: Name) -> bool:
        words = [t.key for t in self.tokens[one.last : two.first]]
        gap = self.tokens[two.first].gap
        return (words == [] and gap == ", ") or (words in (["and"], ["et"], ["or"]) and gap in (" ", ", "))

    def _weigh_row(self, row: list[Name]) -> None:
        known = [name.within is None and name.score > THRESHOLD + 1 for name in row]
        said_at_its_head = len(row) > 1 and row[0].cues[:1] and row[0].cues[0].startswith("after “")
        for at, (one, two) in enumerate(pairwise(row)):
            if known[at]:
                two.add(1.5, LISTED)
                two.beside = one.senses[0].place
            if one.within is None and two.score > THRESHOLD + 1:
                one.add(1.5, LISTED)
                one.beside = one.beside or two.senses[0].place
        for at, name in enumerate(row):
            others = sum(known) - known[at]
            if others and (others > 1 or (at and said_at_its_head)):
                name.add(1.5, "in a row of places")


def _both_countries(inner: Name, outer: Name) -> bool:
    """ "Niger, Nigeria" is a list, though Nigeria has a state called Niger; "Georgia, United States" is none."""
    one, other = inner.senses[0].place, outer.senses[0].place
    if one.kind is not PlaceKind.COUNTRY or other.kind is not PlaceKind.COUNTRY:
        return False
    held = max((s.weight for s in inner.senses if contains(other, s.place)), default=0)
    return held < COUNTRY_LIKE - 0.5


def _both_divisions(inner: Name, outer: Name) -> bool:
    """ "Virginia, Washington, West Virginia" is a list of states, though a Washington lies in West Virginia."""
    alike = {s.place.country_code for s in inner.senses if s.place.kind is PlaceKind.ADMIN1 and s.weight > STATE_LIKE}
    top = outer.senses[0]
    if inner.key.endswith(" county"):
        return False
    listed = top.place.kind is PlaceKind.ADMIN1 and top.weight > STATE_LIKE and top.place.country_code in alike
    return listed and inner.key != outer.key


def contains(outer: Place, inner: Place) -> bool:
    """Whether `outer` is a country, a subdivision or a region that `inner` lies in."""
    if outer.kind is PlaceKind.COUNTRY:
        return inner.kind is not PlaceKind.COUNTRY and inner.country_code == outer.country_code
    if (
        outer.kind is PlaceKind.ADMIN1
        and inner.country_code == outer.country_code
        and inner.kind is not PlaceKind.COUNTRY
    ):
        if inner.kind is PlaceKind.ADMIN1 and not (inner.admin1 and inner.admin1 == outer.admin1):
            return inner.radius_km < 0.8 * outer.radius_km and distance_km(outer, inner) <= 1.5 * outer.radius_km
        if outer.admin1 and inner.admin1 and not outer.district:
            return outer.admin1 == inner.admin1 and inner.name != outer.name
        return _circle_holds(outer, inner)
    if outer.kind is PlaceKind.REGION and outer.radius_km <= SMALL_REGION:
        return inner.country_code == outer.country_code and _circle_holds(outer, inner)
    return False


def _circle_holds(outer: Place, inner: Place) -> bool:
    point = inner.kind in (PlaceKind.CITY, PlaceKind.FACILITY)
    return point and distance_km(outer, inner) <= 1.6 * outer.radius_km
