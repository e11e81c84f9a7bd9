"""Events as the table lists them: a handful of values each, fetched by number and without a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from views.query.opening import Opened

_MARKS = "SELECT n, type, status, point, groupset, docset FROM marks WHERE {n}"
_DETAILS = "SELECT n, event_id, title, edtf FROM details WHERE {n}"
_POINTS = "SELECT point, place, place_kind FROM points WHERE point IN (SELECT unnest(?::INTEGER[]))"
_DOCSETS = "SELECT docset, len(members) FROM docsets WHERE docset IN (SELECT unnest(?::INTEGER[]))"


@dataclass(frozen=True, slots=True)
class Listed:
    """An event of the table."""

    event_id: str
    title: str
    edtf: str | None
    type: str | None
    status: str | None
    place: str | None
    place_kind: str | None
    groups: tuple[str, ...]
    documents: int


def listed(opened: Opened, ranks: Sequence[int]) -> list[Listed]:
    """The events of these ranks, in order of time."""
    near = "n BETWEEN $low AND $high AND n IN (SELECT unnest($ranks::INTEGER[]))"
    values = {"low": min(ranks, default=0), "high": max(ranks, default=0), "ranks": list(ranks)}
    marks, details = (opened.rows(sql.format(n=near), values) for sql in (_MARKS, _DETAILS))
    places = _by_number(opened, _POINTS, (row[3] for row in marks))
    sources = _by_number(opened, _DOCSETS, (row[5] for row in marks))
    types, statuses = ({term.code: term.value for term in opened.terms(facet)} for facet in ("type", "status"))
    told = {n: rest for n, *rest in details}
    return [
        Listed(
            *told[n],
            types.get(kind),
            statuses.get(status),
            *places.get(point, (None, None)),
            opened.groupsets[groupset],
            sources[docset][0],
        )
        for n, kind, status, point, groupset, docset in sorted(marks)
    ]


def _by_number(opened: Opened, sql: str, numbers: Iterable[int]) -> Mapping[int, tuple]:
    return {number: tuple(rest) for number, *rest in opened.rows(sql, [sorted(set(numbers))])}
