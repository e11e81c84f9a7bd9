"""What a figure says in words: its filters, its sources, where it comes from. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from views import wording
from views.print.view import View
from views.selection import Area
from views.texts import say

NAMES = 6  # of one filter that are named; more are counted


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from: the table's fingerprint, the program's version, the link that shows the same."""

    fingerprint: str = ""
    version: str = ""
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the events shown rest on."""

    number: int
    document: str
    words: str


def filters_in_words(view: View) -> list[str]:
    """Every filter and mark of the view; empty where it shows all."""
    filters, parts = view.selection.filters, []
    for key, values in (
        ("groups", filters.groups),
        ("types", filters.types),
        ("statuses", [say(f"print.status.{s}") if s in STATUSES else s for s in filters.statuses]),
        ("places", filters.places),
        ("sources", filters.documents),
        ("origins", filters.origins),
    ):
        if values:
            parts.append(say(f"print.filter.{key}", names=_names(values)))
    if filters.years:
        first, last = map(str, filters.years)
        parts.append(say("print.filter.years", years=first if first == last else f"{first}–{last}"))
    if filters.confidence:
        parts.append(say("print.filter.confidence", percent=filters.confidence))
    if filters.text:
        parts.append(say("print.filter.text", words=wording.shorten(filters.text, 80)))
    if view.selection.brush:
        parts.append(say("print.filter.days", days=wording.days(view.selection.brush.first, view.selection.brush.last)))
    if view.selection.area:
        parts.append(_area(view, view.selection.area))
    return parts


STATUSES = ("occurred", "ongoing", "planned", "threatened", "claimed", "denied")


def _names(values) -> str:
    names = [wording.shorten(str(value), 60) for value in values]
    more = len(names) - NAMES
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:NAMES])} +{more}"


def _area(view: View, area: Area) -> str:
    if area.kind != "spot":
        return say(f"print.filter.{'box' if area.kind == 'box' else 'lasso'}")
    there = view.events
    name = wording.place(there["place"].iloc[0], there["place_kind"].iloc[0]) if len(there) else "–"
    return say("print.filter.spot", place=wording.shorten(name, 60))


def title_of(view: View) -> str:
    """A title for a figure that was given none: groups, or all, and the years of the events shown."""
    groups = view.selection.filters.groups
    who = wording.listing(groups[:3]) if 0 < len(groups) <= 3 else say("print.title")
    days = view.events[["first", "last"]].stack()
    if days.empty:
        return who
    first, last = days.min().year, days.max().year
    return f"{who}, {first}" if first == last else f"{who}, {first}–{last}"


def sources_of(view: View) -> list[Source]:
    """The documents of the events shown, numbered in order of the events; each with publisher, title and date."""
    ids = dict.fromkeys(document for documents in view.events["documents"] for document in documents)
    known = {row["document"]: row for row in view.catalogue.documents.to_dict("records")} if ids else {}
    return [Source(n, d, source_words(known.get(d, {"document": d}))) for n, d in enumerate(ids, start=1)]


def source_words(document: dict) -> str:
    """Publisher, title and date of a document: "AFP, Two engineers seized, Oct 2010"."""
    title = wording.shorten(str(document.get("title") or document["document"]), 90)
    parts = [str(document["publisher"])] if document.get("publisher") else []
    parts.append(title)
    if document.get("published_edtf"):
        parts.append(wording.when(document["published_edtf"]))
    return ", ".join(parts)


def provenance_in_words(provenance: Provenance) -> str:
    """ "Table 463b0e4a0478 · Dateline 0.1.0 · link"."""
    parts = [
        say("print.table", fingerprint=provenance.fingerprint[:12]) if provenance.fingerprint else "",
        say("print.version", version=provenance.version) if provenance.version else "",
        provenance.permalink,
    ]
    return " · ".join(part for part in parts if part)
