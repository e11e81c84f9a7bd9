"""A briefing as a value: what is done to it makes another one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from views import state
from views.texts import say

MOST_SLIDES, LONGEST_TITLE, LONGEST_NOTE, LONGEST_QUERY = 200, 300, 5_000, 8_000
Degrees = tuple[float, float, float, float]  # west, south, east, north


class BriefingInvalid(ValueError):
    """Something that is no briefing; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One view of the table, or one event within a view.

    `query` is the view's link after its question mark, the selected event included; without `frame` the map shows
    all events of the view, or the surroundings of the event.
    """

    title: str
    query: str = ""
    note: str = ""
    frame: Degrees | None = None

    def __post_init__(self) -> None:
        _short("title", self.title, LONGEST_TITLE)
        _short("note", self.note, LONGEST_NOTE)
        _short("query", self.query, LONGEST_QUERY)
        if self.frame is not None:
            west, south, east, north = self.frame
            if not (-180 <= west < east <= 540 and -85 <= south < north <= 85):
                raise BriefingInvalid(say("brief.invalid.frame", frame=", ".join(f"{x:g}" for x in self.frame)))

    @property
    def event(self) -> str | None:
        """The event that the slide tells of; None for a view."""
        return state.from_link(self.query).event


@dataclass(frozen=True, slots=True)
class Briefing:
    """Slides in their order."""

    title: str = ""
    slides: tuple[Slide, ...] = ()

    def __post_init__(self) -> None:
        _short("title", self.title, LONGEST_TITLE)
        if len(self.slides) > MOST_SLIDES:
            raise BriefingInvalid(say("brief.invalid.slides", n=len(self.slides), most=MOST_SLIDES))

    def added(self, slide: Slide) -> Briefing:
        return replace(self, slides=(*self.slides, slide))

    def removed(self, index: int) -> Briefing:
        return replace(self, slides=self.slides[:index] + self.slides[index + 1 :])

    def edited(self, index: int, **changes: object) -> Briefing:
        """The slide with other values of its fields."""
        slide = replace(self.slides[index], **changes)
        return replace(self, slides=(*self.slides[:index], slide, *self.slides[index + 1 :]))

    def moved(self, index: int, by: int) -> Briefing:
        """The slide so many places later, earlier for a negative number; at the ends it stays."""
        target = min(max(index + by, 0), len(self.slides) - 1)
        slides = list(self.slides)
        slides.insert(target, slides.pop(index))
        return replace(self, slides=tuple(slides))


def _short(name: str, text: object, most: int) -> None:
    if not isinstance(text, str):
        raise BriefingInvalid(say("brief.invalid.no_text", name=name))
    if len(text) > most:
        raise BriefingInvalid(say("brief.invalid.long", name=name, n=len(text), most=most))


def slide_from(value: object) -> Slide:
    """A slide from the values of a file; keys that it does not know are left alone. Raises BriefingInvalid."""
    if not isinstance(value, Mapping) or "title" not in value:
        raise BriefingInvalid(say("brief.invalid.no_title"))
    frame = value.get("frame")
    if frame is not None:
        if not isinstance(frame, list) or len(frame) != 4 or not all(type(x) in (int, float) for x in frame):
            raise BriefingInvalid(say("brief.invalid.four"))
        frame = tuple(float(x) for x in frame)
    return Slide(value["title"], value.get("query") or "", value.get("note") or "", frame)
