"""Excel: typed columns, links to the sources, a sheet each of claims and sources, and one that says what was chosen.

Texts are written as texts, so none is a formula; times of writing are left out, so the same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.exchange.chosen import Chosen, Row
from pipeline.exchange.words import ExportError, link, printable
from pipeline.store import CLAIMS, DOCUMENTS
from pipeline.store.files import COLUMNS

ROWS = 1_048_575  # of a sheet, below its heading
LETTERS = 32_767  # of a cell
LINKS = 65_000  # of a sheet; what is beyond stays text
_SHEETS = {"Events": "events", "Claims": "claims", "Sources": "documents"}
FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong
_WRITTEN = datetime(1980, 1, 1)
_WIDE = {"title": 48, "evidence": 80, "place": 22, "documents": 30, "link": 40, "url": 40, "groups": 20, "actors": 24}
_CLAIMS = tuple(n for n in CLAIMS.names if not n.endswith(("_start", "_end")) and n != "toll")
_SOURCES = tuple(n for n in DOCUMENTS.names if n not in ("text", "blocks", "stated", "sha256")
                 and n not in ("published_reasons", "published_left_out", "published_weekdays"))  # fmt: skip


def write(chosen: Chosen, out: BinaryIO) -> None:
    """A workbook with the sheets Events, Claims, Sources and About; ExportError where a sheet can't hold the rows."""
    counts = {name: chosen.count(part) for name, part in _SHEETS.items()}
    for name, count in counts.items():
        if count > ROWS:
            raise ExportError(
                f"{count:,} {name.lower()} are more than a sheet of Excel holds ({ROWS:,} and a heading); "
                "narrow the selection, or take csv or parquet"
            )
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _WRITTEN, "title": "Dateline"})
        _Sheet(book, "Events").fill([*COLUMNS.names, "link"], counts["Events"], _events(chosen))
        _Sheet(book, "Claims").fill([*_CLAIMS, "link"], counts["Claims"], _claims(chosen))
        _Sheet(book, "Sources").fill(_SOURCES, counts["Sources"], chosen.rows("documents", _SOURCES))
        _about(book, chosen, counts)


def _events(chosen: Chosen) -> Iterator[Row]:
    """Events, each with a link to the first of its sources that has one."""
    for row, sources in chosen.told("events", COLUMNS.names):
        urls = (link(sources.get(document, {}).get("url")) for document in row["documents"])
        yield row | {"link": next(filter(None, urls), None)}


def _claims(chosen: Chosen) -> Iterator[Row]:
    for row, sources in chosen.told("claims", _CLAIMS):
        yield row | {"link": link(sources.get(row["document"], {}).get("url"))}


class _Sheet:
    """A sheet with a heading that stays in sight and can be filtered by."""

    def __init__(self, book: Workbook, name: str) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.links = 0

    def fill(self, names: Sequence[str], count: int, rows: Iterator[Row]) -> None:
        self.sheet.freeze_panes(1, 0)
        for column, name in enumerate(names):
            self.sheet.set_column(column, column, _WIDE.get(name, 14))
            self.sheet.write_string(0, column, name, self.bold)
        for number, row in enumerate(rows, 1):
            self._row(number, list(row.values()), names)
        self.sheet.autofilter(0, 0, count, len(names) - 1)

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


def _about(book: Workbook, chosen: Chosen, counts: Mapping[str, int]) -> None:
    sheet, bold = book.add_worksheet("About"), book.add_format({"bold": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 100)
    for number, (name, value) in enumerate((*chosen.provenance.entries, *counts.items())):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, _fitting(str(value)))


def _fitting(text: object) -> str:
    """Text that a cell can hold, counted as Excel counts, in UTF-16."""
    clean = printable(text)
    if len(clean) * 2 <= LETTERS or len(clean.encode("utf-16-le")) // 2 <= LETTERS:
        return clean
    return clean.encode("utf-16-le")[: 2 * (LETTERS - 1)].decode("utf-16-le", "ignore") + "…"
