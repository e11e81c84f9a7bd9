"""The sources of events for reference managers: BibTeX and CSL-JSON.

A date that was worked out from a text, not stated by it, is marked: "circa" in CSL-JSON, a note in BibTeX.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import BinaryIO

from pipeline.exchange.chosen import Chosen, Row
from pipeline.exchange.words import encoded, link, listed, printable, said

_STATED = ("stated", "corrected", "metadata", "front-matter")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", '"': "''", "@": r"{\char64}",
}  # fmt: skip
_TEX = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_SPACE = re.compile(r"\s+")


def csl_json(chosen: Chosen, out: BinaryIO) -> None:
    """A list of CSL items, by id of the document."""
    out.writelines(listed(_item(str(row["document"]), row) for row in chosen.cited()))
    out.write(b"\n")


def _item(key: str, row: Row) -> Row:
    item: Row = {"id": key, "type": "article-newspaper" if row["publisher"] else "document", "title": _title(row, key)}
    optional = {
        "container-title": row["publisher"],
        "publisher-place": row["place"],
        "URL": link(row["url"]),
        "language": row["language"],
        "issued": _issued(row),
        "note": _note(row),
    }
    return item | {name: value for name, value in optional.items() if value}


def _issued(row: Row) -> Row | None:
    first, last = row["published_earliest"], row["published_latest"]
    if not first and not last:
        return None
    ends = [_date_parts(first or last, row)] + ([_date_parts(last, row)] if first and last and first != last else [])
    issued: Row = {"date-parts": ends if len(ends) < 2 or ends[0] != ends[1] else ends[:1]}
    return issued if row["published_rule"] in _STATED else issued | {"circa": True}


def _date_parts(day: date, row: Row) -> list[int]:
    """As much of a date as is known: a month's days are not named one by one."""
    width = {"month": 2, "year": 1}.get(str(row["published_precision"]), 3)
    return [day.year, day.month, day.day][:width]


def bibtex(chosen: Chosen, out: BinaryIO) -> None:
    """An entry a source, keyed by its id; what was chosen stands above them as comments."""
    out.writelines(encoded(f"% {name}: {_line(value)}\n") for name, value in chosen.provenance.entries)
    taken: dict[str, int] = {}
    for row in chosen.cited():
        document = str(row["document"])
        out.write(encoded("\n" + _entry(_key(document, taken), document, row)))


def _entry(name: str, key: str, row: Row) -> str:
    kind = "article" if row["publisher"] else "misc"
    fields = {
        "title": f"{{{_tex(_title(row, key))}}}",
        "journal": row["publisher"] and _tex(row["publisher"]),
        **_days(row),
        "url": link(row["url"]),
        "language": row["language"] and _tex(row["language"]),
        "note": (note := _note(row)) and _tex(note),
    }
    body = "".join(
        f"  {field} = {value if field == 'month' else '{' + value + '}'},\n" for field, value in fields.items() if value
    )
    return f"@{kind}{{{name},\n{body}}}\n"


def _days(row: Row) -> dict[str, str]:
    """Year, month and day, each only where the whole interval lies in it."""
    first, last = row["published_earliest"], row["published_latest"]
    if not first or not last or first.year != last.year:
        return {}
    days = {"year": str(first.year)}
    if first.month == last.month:
        days["month"] = _MONTHS[first.month - 1]
        if first == last:
            days["day"] = str(first.day)
    return days


def _note(row: Row) -> str | None:
    if not row["published_edtf"] or row["published_rule"] in _STATED:
        return None
    return f"Date of publication worked out from the text: {said(row['published_edtf'])}"


def _title(row: Row, key: str) -> str:
    return _line(row["title"] or key)


def _line(text: object) -> str:
    return _SPACE.sub(" ", printable(text)).strip()


def _tex(text: object) -> str:
    return _TEX.sub(lambda match: _SPECIAL[match[0]], _line(text))


def _key(document: str, taken: dict[str, int]) -> str:
    """A key of letters, digits and hyphens for an id, none of those taken, which it joins; with the last number that
    was put behind each, so that those of many alike need not be gone through."""
    plain = unicodedata.normalize("NFKD", document).encode("ascii", "ignore").decode()
    base = key = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "source"
    while key.lower() in taken:
        taken[base.lower()] = taken.get(base.lower(), 1) + 1
        key = f"{base}-{taken[base.lower()]}"
    taken[key.lower()] = 1
    return key
