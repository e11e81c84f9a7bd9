"""Excel: typed columns, links to the sources, a sheet each of claims and sources, and one that says what was chosen.

Texts are written as texts, so none is a formula; times of writing are left out, so the same values give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.exchange.extract import ExportError, Extract, link, printable, records, sources_by_id
from pipeline.store import CLAIMS, DOCUMENTS
from pipeline.store.files import COLUMNS

ROWS = 1_048_575  # of a sheet, below its heading
LETTERS = 32_767  # of a cell
LINKS = 65_000  # of a sheet; what is beyond stays text
FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong
_WRITTEN = datetime(1980, 1, 1)
_WIDE = {"title": 48, "evidence": 80, "place": 22, "documents": 30, "link": 40, "url": 40, "groups": 20, "actors": 24}
_CLAIMS = tuple(n for n in CLAIMS.names if not n.endswith(("_start", "_end")) and n != "toll")
_SOURCES = tuple(n for n in DOCUMENTS.names if n not in ("text", "blocks", "stated", "sha256")
                 and n not in ("published_reasons", "published_left_out", "published_weekdays"))  # fmt: skip


def write(chosen: Extract) -> bytes:
    """A workbook with the sheets Events, Claims, Sources and About; ExportError where a sheet can't hold the rows."""
    for name, frame in (("events", chosen.events), ("claims", chosen.claims)):
        if len(frame) > ROWS:
            raise ExportError(f"{len(frame):,} {name} are more than a sheet holds ({ROWS:,}); narrow them, or take csv")
    held = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"created": _WRITTEN, "title": "Dateline"})
        urls = {key: link(row["url"]) for key, row in sources_by_id(chosen).items()}
        events = chosen.events[list(COLUMNS.names)].assign(
            link=[next((u for d in ids if (u := urls.get(d))), None) for ids in chosen.events["documents"]]
        )
        claims = chosen.claims[list(_CLAIMS)].assign(link=[urls.get(d) for d in chosen.claims["document"]])
        _Sheet(book, "Events").fill(events)
        _Sheet(book, "Claims").fill(claims)
        _Sheet(book, "Sources").fill(chosen.documents[list(_SOURCES)])
        _about(book, chosen)
    return held.getvalue()


class _Sheet:
    """A sheet with a heading that stays in sight and can be filtered by."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.links = 0

    def fill(self, frame: pd.DataFrame) -> None:
        names = list(frame.columns)
        self.sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            self.sheet.set_column(column, column, _WIDE.get(name, 14))
            self.sheet.write_string(0, column, name, self.bold)
        for number, row in enumerate(records(frame), 1):
            self._row(number, list(row.values()), names)
        self.sheet.autofilter(0, 0, len(frame), len(names) - 1)

    def _row(self, number: int, values: Sequence[object], names: Sequence[str]) -> None:
        for column, value in enumerate(values):
            if isinstance(value, date):
                self._day(number, column, value)
            elif isinstance(value, (int, float)):
                self.sheet.write_number(number, column, value)
            elif names[column] in ("link", "url") and (url := link(value)) and self.links < LINKS:
                self.links += 1
                self.sheet.write_url(number, column, url)
            elif value is not None:
                text = "; ".join(map(str, value)) if isinstance(value, list) else value
                self.sheet.write_string(number, column, _fitting(text))

    def _day(self, number: int, column: int, value: date) -> None:
        if value < FIRST_DAY:
            self.sheet.write_string(number, column, value.isoformat())
        else:
            self.sheet.write_datetime(number, column, datetime.combine(value, datetime.min.time()), self.day)


def _about(book: Workbook, chosen: Extract) -> None:
    sheet, bold = book.add_worksheet("About"), book.add_format({"bold": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 100)
    counts = (("Events", len(chosen.events)), ("Claims", len(chosen.claims)), ("Sources", len(chosen.documents)))
    for number, (name, value) in enumerate((*chosen.provenance.entries, *counts)):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, _fitting(str(value)))


def _fitting(text: object) -> str:
    """Text that a cell can hold, counted as Excel counts, in UTF-16."""
    clean = printable(text)
    if len(clean) * 2 <= LETTERS or len(clean.encode("utf-16-le")) // 2 <= LETTERS:
        return clean
    return clean.encode("utf-16-le")[: 2 * (LETTERS - 1)].decode("utf-16-le", "ignore") + "…"
