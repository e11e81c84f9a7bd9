"""A figure as the browser gets it: traces and layout in plain values.

plotly's own classes check every value of every trace, which takes longer than all the rest where marks are many; the
tests let them check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Drawing:
    """Traces and layout of a plotly figure."""

    data: list[dict] = field(default_factory=list)
    layout: dict = field(default_factory=dict)

    @property
    def json(self) -> dict[str, object]:
        """What the browser is sent."""
        return {"data": self.data, "layout": self.layout}

    def add_trace(self, trace: dict) -> None:
        self.data.append(trace)

    def add_traces(self, traces: Iterable[dict]) -> None:
        self.data.extend(traces)

    def add_shape(self, shape: dict) -> None:
        self.layout.setdefault("shapes", []).append(shape)

    def update_layout(self, **settings: object) -> None:
        """Settings over those that are there; tables are joined."""
        _join(self.layout, settings)


def _join(target: dict, settings: Mapping[str, object]) -> None:
    for name, value in settings.items():
        if isinstance(value, Mapping) and isinstance(target.get(name), dict):
            _join(target[name], value)
        else:
            target[name] = dict(value) if isinstance(value, Mapping) else value


def trace(kind: str, **values: object) -> dict:
    """A trace of a plotly type."""
    return {"type": kind, **values}
