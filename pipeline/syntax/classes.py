"""The classes an English word can have: from a table of words, from its ending, from its capital.

Classes are Penn Treebank tags (Marcus, Santorini and Marcinkiewicz 1993), with NNP for every part of a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "en.tsv"
BE = frozenset("be am is are was were been being".split())
HAVE = frozenset("have has had having".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would shall should can could may might must cannot".split())
# Words that hold a sentence together, each with the classes that matter here, the most frequent first.
CLOSED = {
    **dict.fromkeys(
        "the a an this these those each every another any some no either neither both all".split(), ("DT",)
    ),
    **dict.fromkeys("my your its our their whose".split(), ("PRP$",)),
    **dict.fromkeys("i you he she it we they him them us me himself themselves itself".split(), ("PRP",)),
    **dict.fromkeys("someone anyone everyone nobody others one-third".split(), ("NN",)),
    **dict.fromkeys("and or but nor plus".split(), ("CC",)),
    **dict.fromkeys("who whom which what".split(), ("WP",)),
    **dict.fromkeys("where when why how whenever wherever".split(), ("WRB",)),
    **dict.fromkeys("because although though unless if whether whereas while until till once since".split(), ("SC",)),
    **dict.fromkeys(
        "of in on at from with by into onto upon during through throughout against among amid between toward towards "
        "near across along inside outside behind beyond within without despite via per off above below "
        "following beside besides except including like alongside aboard atop amongst".split(),
        ("IN",),
    ),
    **dict.fromkeys("before after for as than".split(), ("IN", "SC")),
    **dict.fromkeys(
        "not never also still already just only even later earlier again then now yesterday".split(), ("RB",)
    ),
    **dict.fromkeys("today tonight tomorrow ago there here however meanwhile soon often".split(), ("RB",)),
    **dict.fromkeys(MODALS, ("MD",)),
    **dict.fromkeys("one two three four five six seven eight nine ten eleven twelve dozens hundreds".split(), ("CD",)),
    **dict.fromkeys("several many few more most other dozen hundred thousand million scores".split(), ("CD",)),
    "her": ("PRP$", "PRP"),
    "his": ("PRP$",),
    "that": ("IN", "DT", "WDT"),
    "to": ("TO",),
    "up": ("RP",),
    "out": ("RP",),
    "down": ("RP",),
    "away": ("RP",),
    "back": ("RP", "RB", "NN", "JJ"),
    **dict.fromkeys("about over under around".split(), ("IN", "RB")),
    "said": ("VBD", "VBN"),
    "march": ("NN", "VB"),
    "left": ("VBD", "VBN", "JJ", "NN"),
    **dict.fromkeys("saw overran overthrew overtook retook withdrew forsook broke slew".split(), ("VBD",)),
    **dict.fromkeys("overtaken overthrown retaken slain".split(), ("VBN",)),
    **dict.fromkeys("slit maimed".split(), ("VBD", "VBN")),
    **dict.fromkeys(
        "abduction airstrike arson assassination bombardment ceasefire confrontation defection demonstration "
        "deployment desertion destruction detention detonation displacement execution explosion exodus firefight "
        "grenade gunbattle gunfight gunfire incursion jailbreak landmine molestation mutiny putsch reprisal riot "
        "robbery seizure shootout takeover theft truce unrest vandalism violence withdrawal".split(),
        ("NN",),
    ),
    **dict.fromkeys("suspected alleged presumed armed masked unidentified hooded so-called".split(), ("JJ",)),
    "overrun": ("VBN", "NN"),
    **dict.fromkeys("bombing shelling stabbing".split(), ("NN", "VBG")),
    **dict.fromkeys("post pay hope trouble".split(), ("NN", "VB", "VBP")),
    "dead": ("JJ",),
    "been": ("VBN",),
    "being": ("VBG",),
}
PRONOUNS = frozenset(word for word, tags in CLOSED.items() if "PRP" in tags)
NOUN, VERB = ("NN", "NNS", "NNP"), ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG")
_SHORTENED = frozenset("maj gen col lt sgt capt dr mr mrs ms st gov sen rep prof rev brig cmdr inc no".split())
_ENDINGS = (
    ("ly", ("RB",)),
    ("ous", ("JJ",)),
    ("ful", ("JJ",)),
    ("able", ("JJ",)),
    ("ible", ("JJ",)),
    ("less", ("JJ",)),
)
_JOINED_ADJECTIVES = (
    "based",
    "led",
    "backed",
    "linked",
    "affiliated",
    "inspired",
    "controlled",
    "held",
    "old",
    "armed",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The table: classes by word; which words name people or bodies of people, which a human being above all else, and
    which verbs are of speech."""

    classes: dict[str, tuple[str, ...]]
    people: frozenset[str]
    persons: frozenset[str]
    speech: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The table, read once. Raises ValueError where a line can't be read, naming file and line."""
    classes, people, persons, speech = {}, set(), set(), set()
    shared: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        word, _, rest = line.partition("\t")
        tags, _, marks = rest.partition("\t")
        if not word or not tags:
            raise ValueError(f"{FILE}, line {number}: a word and its classes are wanted, with a tab between")
        classes[word] = shared.setdefault(tags, tuple(tags.split()))
        if "p" in marks:
            people.add(word)
        if "h" in marks:
            persons.add(word)
        if "s" in marks:
            speech.add(word)
    return Words(classes, frozenset(people), frozenset(persons), frozenset(speech))


@lru_cache(maxsize=32768)
def classes(text: str, *, first: bool = False) -> tuple[str, ...]:
    """The classes a word can have, the likeliest first; `first` in its sentence a capital says nothing."""
    key = text.lower().replace("’", "'")
    bare = key.removesuffix("'s").removesuffix("'")
    if bare == "i":
        return ("PRP",)
    if bare[:1].isdigit():
        return ("CD",) if not bare.endswith(("st", "nd", "rd", "th")) else ("JJ",)
    closed = CLOSED.get(bare) or _auxiliary(bare)
    if text[0].isupper() and not (first and (closed or _known(bare))):
        return closed if closed and not text.isupper() and bare not in ("may", "march", "us", "will") else ("NNP",)
    return closed or _known(bare) or _by_ending(bare)


def abbreviated(keys: Sequence[str], gaps: Sequence[str], i: int) -> bool:
    """Whether the full stop before a word only shortens the word before it: "U.S.", "Maj. Roe", "9.0"."""
    if not gaps[i].startswith(".") or not i:
        return False
    before = keys[i - 1]
    return gaps[i] in (".", ". ") and (len(before) == 1 or before in _SHORTENED)


def _auxiliary(key: str) -> tuple[str, ...]:
    if key in ("is", "has", "does"):
        return ("VBZ",)
    if key in ("was", "were", "had", "did"):
        return ("VBD",)
    return ("VBP",) if key in ("am", "are", "have", "do") else ()


def _known(key: str) -> tuple[str, ...]:
    """Classes of a word of the table or of a form of one."""
    table = words().classes
    found = table.get(key)
    if found and (found != ("JJ",) or not key.endswith(("ed", "ing"))):
        return _with_participle(found)
    for base in bases(key):
        tags = table.get(base)
        if tags is None:
            continue
        verb = "VB" in tags or "VBP" in tags
        noun = "NN" in tags or "JJ" in tags
        if key.endswith("s"):
            return ("NNS", "VBZ") if noun and verb else ("VBZ", "NNS") if verb else ("NNS",) if noun else ()
        if verb and key.endswith("ed"):
            return ("VBD", "VBN", "JJ")
        if verb and key.endswith("ing"):
            return ("VBG", "NN")
    return found or ()


def _with_participle(found: tuple[str, ...]) -> tuple[str, ...]:
    """A past that can be a participle, and the other way round, where the table knows one use only."""
    if found in (("VBN",), ("VBD",)):
        return ("VBD", "VBN")
    if found[0] == "NN" and "VBD" not in found:
        return tuple(tag for tag in found if tag != "VBN")  # "air"
    return found


def bases(key: str) -> tuple[str, ...]:
    """What a form in -s, -ed or -ing may be a form of."""
    if key.endswith("men"):
        return (key[:-3] + "man",)
    if key.endswith("ies"):
        return (key[:-3] + "y",)
    if key.endswith("s") and not key.endswith("ss"):
        return (key[:-1], key[:-2]) if key.endswith("es") else (key[:-1],)
    for ending in ("ed", "ing"):
        if key.endswith(ending) and len(key) > len(ending) + 2:
            stem = key[: -len(ending)]
            doubled = (stem[:-1],) if stem[-1] == stem[-2] else ()
            return (*doubled, stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem)
    return ()


def _by_ending(key: str) -> tuple[str, ...]:
    if "-" in key and key.endswith(_JOINED_ADJECTIVES):
        return ("JJ",)
    for ending, tags in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 2:
            return tags
    if key.endswith("ed") and len(key) > 4:
        return ("VBD", "VBN", "JJ")
    if key.endswith("ing") and len(key) > 5:
        return ("VBG", "NN")
    return ("NNS",) if key.endswith("s") and not key.endswith(("ss", "us", "is")) else ("NN",)


@lru_cache(maxsize=8192)
def is_speech(key: str) -> bool:
    """Whether a form is of a verb of speech, which takes a clause: "said the disease had killed"."""
    known = words().speech
    return key in _SPOKE or key in known or any(base in known for base in bases(key))


def takes_clause(key: str, tag: str) -> bool:
    """Whether what follows a form may be a clause of its own: not after "men carrying guns", but after "saying men"."""
    return key in _SAYING if tag == "VBG" else is_speech(key)


@lru_cache(maxsize=8192)
def is_people(key: str) -> bool:
    """Whether a noun names people or a body of people."""
    known = words().people
    return key in known or any(base in known for base in bases(key))


@lru_cache(maxsize=8192)
def is_person(key: str) -> bool:
    """Whether a noun names a human being above all else: a teacher, not a school, a tanker or a palace."""
    known = words().persons
    return key in known or any(base in known for base in bases(key))


_SPOKE = frozenset("said told thought knew believe believed believes think thinks thought feared hoped found".split())
_SAYING = frozenset(
    "saying adding claiming alleging stating reporting insisting arguing noting warning suggesting meaning fearing"
    " believing thinking hoping confirming announcing revealing knowing explaining declaring".split()
)
