"""The registry as people read it: one party explained, all of a kind as a table of Markdown."""

from __future__ import annotations

from pipeline.edtf import say
from pipeline.groups.registry import Group, Registry
from pipeline.model import Interval


def days(interval: Interval) -> str:
    """An interval as EDTF, ".." where it is open; "" where nothing is known."""
    if interval.earliest is None and interval.latest is None:
        return ""
    first = interval.earliest.isoformat() if interval.earliest else ".."
    last = interval.latest.isoformat() if interval.latest else ".."
    return f"{first}/{last}"


def table(registry: Registry, kind: str) -> str:
    """The parties of one kind: id, name, days, countries, parent, colour."""
    rows = ["| id | name | active | countries | part of | colour |", "| --- | --- | --- | --- | --- | --- |"]
    for group in registry.groups:
        if group.kind == kind:
            cells = (
                f"`{group.id}`",
                group.name,
                days(group.active),
                " ".join(group.countries),
                group.parent or "",
                group.colour,
            )
            rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def listed(registry: Registry, kind: str | None = None) -> list[str]:
    """A line for each party of a kind (None: of all but office-holders): id, kind, days, name."""
    shown = [g for g in registry.groups if g.kind == kind or (kind is None and g.kind != "office-holder")]
    width = max((len(g.id) for g in shown), default=0)
    return [f"{g.id:{width}}  {g.kind:12}  {days(g.active):22}  {g.name}" for g in shown]


def explain(group: Group) -> str:
    """Everything the registry holds on one party, line by line."""
    lines = [f"{group.id}: {group.name}, {group.kind}", f"  active {_said(group.active)}"]
    for alias in group.aliases:
        note = ", ".join(filter(None, (alias.language, days(alias.active))))
        lines.append(f"  also {alias.text}" + (f" ({note})" if note else ""))
    lines += [f"  led by {x.name}, {x.role}, {_said(x.term)}" for x in group.leaders]
    lines += [f"  {t.office} of {t.of}, {_said(t.interval)}" for t in group.terms]
    for word, ids in (("from", group.predecessors), ("became or gave rise to", group.splinters)):
        if ids:
            lines.append(f"  {word} {', '.join(ids)}")
    if group.parent:
        lines.append(f"  part of {group.parent}")
    lines += [f"  source: {source}" for source in group.sources]
    return "\n".join(lines)


def _said(interval: Interval) -> str:
    text = days(interval)
    return say(text) if text else "at dates not known"
