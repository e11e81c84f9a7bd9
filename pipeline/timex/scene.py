"""What an expression is seen against when it is given its days, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import Interval
from pipeline.timex import values
from pipeline.timex.symbols import Calendar, Expression

PUBLICATION = "publication"
SOURCE = "source"
YEARS_AHEAD = 3  # a story goes on to a bare year no farther ahead
BACK = frozenset({"since", "depuis"})
AHEAD = frozenset({"before", "avant"})  # where no verb tells otherwise
FORWARD = frozenset({"until", "till", "by", "jusque", "jusqu", "d'ici"})


class Mention(NamedTuple):
    """A resolved date that later ones may count from."""

    value: str
    days: Interval
    start: int
    end: int
    sentence: int
    paragraph: int
    explicit: bool = False  # its year was said
    cited: bool = False  # the date of a source, in its tag
    ancient: bool = False  # before the common era: `value` and `days` are on the scale of values.ancient

    @property
    def name(self) -> str:
        return f"{SOURCE} {self.value}" if self.cited else f"mention {self.start}-{self.end}"


class Outcome(NamedTuple):
    """A value with what it counts from; a reason where it has no days. `days` where they are not the value's own."""

    value: str | None
    anchor: str | None = None
    reason: str | None = None
    days: Interval | None = None


class Scene(Struct, frozen=True, gc=False):
    """What one expression is seen against: the day of writing, whether the text is a narrative, the last mentions."""

    base: date | None
    narrative: bool
    last: Mention | None  # the date last mentioned
    last_day: Mention | None  # the last one told to the day
    last_fine: Mention | None = None  # the last one told more closely than to the year
    section: Mention | None = None  # the year that the heading names
    sentence: int = 0
    report: Mention | None = None  # the dated report that this passage quotes
    source: Mention | None = None  # the dated source cited last
    tense: str | None = None
    preposition: str | None = None
    before: date | None = None  # the end of the range that this date begins
    leaning: int = 0  # -1 where words lean to the past ("early", "late"), +1 to what comes


def scene_for(expression: Expression, scene: Scene) -> Scene:
    """The scene with what stands around one expression."""
    leaning = -1 if expression.mod in ("START", "END", "MID") else 0
    tense, preposition = expression.tense, expression.preposition
    if preposition in FORWARD and expression.role == "end":
        tense = preposition = None  # "from May until June" says nothing of what is ahead
    elif preposition in FORWARD or (preposition in AHEAD and tense is None and isinstance(expression.symbol, Calendar)):
        tense = "future"
    elif preposition in BACK and tense == "future":
        tense = "past"
    return replace(scene, sentence=expression.sentence, tense=tense, preposition=preposition, leaning=leaning)


def in_its_era(outcome: Outcome, scene: Scene) -> Outcome:
    """An outcome that counts from a date before the common era, in the notation for such dates, without days."""
    if not scene.narrative:  # news remembers no such date
        return outcome
    counted = (scene.last, scene.last_day, scene.last_fine, scene.section)
    if not any(m is not None and m.ancient and m.name == outcome.anchor for m in counted):
        return outcome
    return Outcome(values.era(outcome.value), outcome.anchor, outcome.reason or "before the common era")


def unanchored(value: str | None = None) -> Outcome:
    """An outcome without days, as nothing tells the day of writing."""
    return Outcome(value, None, "the text does not say when it was written")


def from_base(scene: Scene) -> tuple[date | None, str | None]:
    """The day that a date of the calendar with missing fields is nearest to."""
    if scene.narrative and scene.last:
        mention = scene.last
        section = scene.section
        if section and mention.days.earliest.year != section.days.earliest.year and mention.sentence != scene.sentence:
            return section.days.earliest, section.name
        if name_is_year(mention) and scene.last_fine and _looks_away(mention, scene.last_fine):
            mention = scene.last_fine
        return mention.days.earliest, mention.name
    if scene.base:
        return scene.base, PUBLICATION
    if scene.last:
        return scene.last.days.earliest, scene.last.name
    return None, None


def _looks_away(year: Mention, story: Mention) -> bool:
    """Whether a bare year leads away from a story told by months and days: back, or far ahead."""
    return not 0 < year.days.earliest.year - story.days.earliest.year <= YEARS_AHEAD


def told_by_year(name: str | None, scene: Scene) -> bool:
    """Whether what is counted from was told to the year only."""
    return any(m is not None and m.name == name and name_is_year(m) for m in (scene.last, scene.section))


def name_is_year(mention: Mention) -> bool:
    """Whether a mention was told to the year only."""
    return mention.days.days > 120
