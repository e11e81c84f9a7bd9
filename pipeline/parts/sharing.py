"""Values that are the same in many mentions kept once: decoding makes each anew, and news name few things often."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields
from functools import cache

from pipeline.merge import Read

_WITHIN = frozenset(("mention", "when", "place", "toll"))  # values of several fields, gone through in turn


class Sharing:
    """Makes equal values of the reads that go through it one object; the reads say the same as before."""

    def __init__(self) -> None:
        self._known: dict[type, dict] = defaultdict(dict)  # by type: 1 equals 1.0, and an enum's member its word

    def share(self, read: Read) -> Read:
        """The read, with values in common with those before."""
        for told in read.told:
            self._go_through(told)
        return read

    def _go_through(self, value: object) -> None:
        for name in _names(type(value)):
            held = getattr(value, name)
            if not held:  # nothing to share, and -0.0 equals 0.0
                continue
            if name not in _WITHIN:
                object.__setattr__(value, name, self._one(held))
            elif isinstance(held, tuple):
                for inner in held:
                    self._go_through(inner)
            else:
                self._go_through(held)

    def _one(self, held: object) -> object:
        kind = type(held)
        if kind is tuple:
            held = tuple([self._known[type(item)].setdefault(item, item) for item in held])
        return self._known[kind].setdefault(held, held)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Fields whose values recur; those that are one mention's own, such as its title, would only be kept for longer."""
    own = ("evidence", "basis", "title", "sentence", "span", "start", "end", "confidence", "candidates", "published")
    return tuple(field.name for field in fields(kind) if field.name not in own)
