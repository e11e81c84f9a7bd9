"""Temporal expressions: found by a grammar over vocabulary files, and anchored to the calendar.

`find` reads a text and says what each expression means by itself; `resolve` gives it the day it was written and the
dates around it, and returns TIMEX3 values with the interval of days each may mean.
"""

from pipeline.timex.find import find
from pipeline.timex.resolve import resolve
from pipeline.timex.symbols import Expression

__all__ = ["Expression", "find", "resolve"]
