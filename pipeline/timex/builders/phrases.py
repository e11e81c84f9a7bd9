"""Builders of phrases around a date, of vague words, and of what is no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.timex.builders.base import Built, Nothing, builder, goes_on, mods, slots_of
from pipeline.timex.symbols import Ref

if TYPE_CHECKING:
    from pipeline.timex.chart import Chart, Match


@builder
def nothing(match: Match, chart: Chart) -> Nothing:
    """Words that look like a date and are none: an age, a name."""
    return Nothing()


@builder
def part(match: Match, chart: Chart) -> Built | None:
    """A date with a modifier: early 2012, the end of March, about 30 October, before 1990."""
    slots = slots_of(match)
    inner: Built = slots["of"]
    return Built(inner.symbol, mods(slots, inner.mod), inner.rule if "mod" in slots else match.rule.name)


@builder
def same(match: Match, chart: Chart) -> Built:
    """A phrase that is a date without more words of its own."""
    inner: Built = slots_of(match)["of"]
    return inner


@builder
def reference(match: Match, chart: Chart) -> Built | None:
    """Recently, now, soon; not "now-defunct"."""
    if goes_on(match, chart):
        return None
    return Built(Ref(f"{slots_of(match)['ref']}_REF"), None, match.rule.name)
