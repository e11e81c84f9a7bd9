"""A table opened for the views: one read-only connection, a cursor a query, and what never changes within a build."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb
import numpy as np

from pipeline import store
from pipeline.store.files import DATABASE, NAMES
from views.catalogue import NEUTRAL, Party, RegistryLike
from views.query.index import LANES, NONE, TABLES, VERSION, make_index

SIDE_FILE, CHECKED = "views.duckdb", "views.checked"
MEMORY = "320MB"  # that queries may use, all readers together; more goes to disk
OFFERED = 300  # values of one facet that are offered; others can be typed
FOUND = 12  # answers to free text that are kept


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a facet: a group's id, a type, a place's name."""

    value: str
    code: int  # 0 for the most frequent one
    events: int
    lane: int


@dataclass(frozen=True)
class Points:
    """Every place once, by its number: arrays of one length. Towns and sites are `exact`."""

    longitude: np.ndarray
    latitude: np.ndarray
    radius_km: np.ndarray
    exact: np.ndarray


@dataclass(eq=False)
class Opened:
    """A build of the table as the views ask it. Safe to share between threads: every query has its own cursor."""

    connection: duckdb.DuckDBPyConnection
    parties: Mapping[str, Party]
    build: str  # changes with every build
    found: OrderedDict[str, str] = field(default_factory=OrderedDict)  # free text to the table of its events
    lock: threading.Lock = field(default_factory=threading.Lock)

    def rows(self, sql: str, values: object = ()) -> list[tuple]:
        """The rows of a query, its values bound."""
        return self.connection.cursor().execute(sql, values).fetchall()

    def columns(self, sql: str, values: object = ()) -> dict[str, np.ndarray]:
        """The columns of a query as arrays."""
        return self.connection.cursor().execute(sql, values).fetchnumpy()

    def party(self, group: str) -> Party:
        """The party, or its bare id in the neutral colour where the registry has forgotten it."""
        return self.parties.get(group) or Party(group, group, group, NEUTRAL)

    @cached_property
    def total(self) -> int:
        return self.rows("SELECT count(*) FROM marks")[0][0]

    @cached_property
    def documents(self) -> int:
        return self.rows("SELECT count(*) FROM store.documents")[0][0]

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """First and last day (since 1970) that any event names."""
        sql = (
            "SELECT least(min(lo) FILTER (lo > -1e9), min(hi) FILTER (hi > -1e9)), greatest(max(lo) FILTER (lo < 1e9), "
        )
        first, last = self.rows(sql + "max(hi) FILTER (hi < 1e9)) FROM marks WHERE lo <= hi")[0]
        return None if first is None else (first, last)

    @cached_property
    def years(self) -> tuple[int, int] | None:
        if self.days is None:
            return None
        first, last = (np.datetime64(day, "D").astype("datetime64[Y]").astype(int) + 1970 for day in self.days)
        return int(first), int(last)

    def terms(self, facet: str) -> tuple[Term, ...]:
        """Values of a facet, those with most events first, `OFFERED` of them; of groups, types and statuses all."""
        return self._terms.get(facet, ())

    @cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:
        few = "facet IN ('group', 'type', 'status', 'country', 'origin') OR code < ?"
        found: dict[str, list[Term]] = {}
        for facet, *term in self.rows(
            f"SELECT facet, value, code, events, lane FROM terms WHERE {few} ORDER BY facet, code", [OFFERED]
        ):
            found.setdefault(facet, []).append(Term(*term))
        return {facet: tuple(terms) for facet, terms in found.items()}

    def known(self, facet: str) -> int:
        """How many values a facet has, offered or not."""
        return self._known.get(facet, 0)

    @cached_property
    def _known(self) -> dict[str, int]:
        return dict(self.rows("SELECT facet, count(*) FROM terms GROUP BY facet"))

    def without(self, facet: str) -> int:
        """How many events have no value of a facet at all: no armed group, no type, no country."""
        if facet not in self._alone:
            column = {"group": "by_group", "type": "by_type", "country": "by_country"}[facet]
            self._alone[facet] = self.rows(f"SELECT count(*) FROM marks WHERE {column} = {1 << NONE}")[0][0]
        return self._alone[facet]

    @cached_property
    def _alone(self) -> dict[str, int]:
        return {}

    def group_counts(self) -> list[tuple[Party, int]]:
        """Armed groups with their number of events in the whole table, most events first."""
        return [(self.party(term.value), term.events) for term in self.terms("group")]

    @cached_property
    def groupsets(self) -> tuple[tuple[str, ...], ...]:
        """Combinations of groups by their number."""
        return tuple(tuple(row[0]) for row in self.rows("SELECT members FROM groupsets ORDER BY groupset"))

    @cached_property
    def points(self) -> Points:
        columns = self.columns("SELECT longitude, latitude, radius_km, exact FROM points ORDER BY point")
        plain = {name: np.ma.filled(column, 0) for name, column in columns.items()}
        return Points(**plain)

    def lane_terms(self, facet: str) -> Sequence[Term]:
        """The values that have a lane of their own."""
        return self.terms(facet)[:LANES]

    def find(self, text: str) -> str | None:
        """The name of a table with the events (`n`) whose words hold every word of `text`; None for no words."""
        words = sorted(set(text.casefold().split()))
        if not words:
            return None
        key = " ".join(words)
        with self.lock:
            if key not in self.found:
                name = "found_" + hashlib.sha256(key.encode()).hexdigest()[:24]
                self.connection.cursor().execute(*_finding(name, words, [self._named(word) for word in words]))
                self.found[key] = name
                if len(self.found) > FOUND:
                    _, old = self.found.popitem(last=False)
                    self.connection.cursor().execute(f"DROP TABLE IF EXISTS memory.{old}")
            self.found.move_to_end(key)
            return self.found[key]

    def _named(self, word: str) -> list[str]:
        """Groups in whose names a word occurs."""
        names = {
            t.value: f"{self.party(t.value).name} {self.party(t.value).short} {t.value}" for t in self.terms("group")
        }
        return [group for group, name in names.items() if word in name.casefold()]


_TEXT = "lower(concat_ws(' ', title, place, evidence, array_to_string(actors, ' '), array_to_string(documents, ' ')))"


def _finding(name: str, words: Sequence[str], groups: Sequence[list[str]]) -> tuple[str, dict[str, object]]:
    """SQL that keeps the events in whose texts each word occurs, or in the names of one of whose groups (`groups`: a
    word's ids), with its values."""
    conditions, values = [], {}
    for number, (word, ids) in enumerate(zip(words, groups, strict=True)):
        values[f"w{number}"] = word
        either = f"contains({_TEXT}, $w{number})"
        if ids:
            values[f"g{number}"] = ids
            either = f"({either} OR list_has_any(groups, $g{number}::VARCHAR[]))"
        conditions.append(either)
    events = f"SELECT rowid AS row FROM store.events WHERE {' AND '.join(conditions)}"
    return f"CREATE TABLE IF NOT EXISTS memory.{name} AS SELECT n FROM details JOIN ({events}) USING (row)", values


def open_views(directory: Path, registry: RegistryLike) -> Opened:
    """The current table in `directory`, checked once a build; raises TableMissing, TableDamaged."""
    folder = store.folder_of(directory)
    source = folder / DATABASE
    _check(directory, folder)
    try:
        side = _side_file(source, folder)
        connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": tempfile.gettempdir()})
        for path, name in ((side, "side"), (source, "store")):
            connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {name} (READ_ONLY)")
        parties = {g.id: Party(g.id, g.name, g.short, g.colour) for g in registry.groups}
        for name in TABLES:  # a cursor inherits no search path
            connection.execute(f"CREATE VIEW memory.{name} AS SELECT * FROM side.{name}")
    except duckdb.Error as error:
        raise store.TableDamaged(f"{source}: {error}") from error
    return Opened(connection, parties, _stamp(folder))


def _check(directory: Path, folder: Path) -> None:
    """Checksums once a build: what they were taken of is remembered by size and time. Raises TableDamaged."""
    path = folder / CHECKED
    if path.exists() and path.read_text(encoding="utf-8") == _stamp(folder):
        return
    store.verify(directory)
    with suppress(OSError):  # a table on a medium that can't be written is checked at every start
        path.write_text(_stamp(folder), encoding="utf-8")


def _stamp(folder: Path) -> str:
    try:
        found = {name: (folder / name).stat() for name in (*NAMES, "manifest.json")}
    except OSError as error:
        raise store.TableDamaged(f"{folder}: {error}") from error
    return json.dumps({name: [stat.st_size, stat.st_mtime_ns] for name, stat in found.items()})


def _side_file(source: Path, folder: Path) -> Path:
    """The side file of a store's file, made where there is none of this layout: beside it, or where that can't be
    written, among the machine's temporary files."""
    stamp = hashlib.sha256(f"{folder.resolve()} {_stamp(folder)}".encode()).hexdigest()[:16]
    places = (folder / SIDE_FILE, Path(tempfile.gettempdir()) / f"dateline-{stamp}.duckdb")
    for path in places:
        if _usable(path, source):
            return path
    for path in places:
        try:
            make_index(source, path)
        except (OSError, duckdb.IOException):
            if path == places[-1]:
                raise
        else:
            return path
    raise AssertionError("unreachable")


def _usable(path: Path, source: Path) -> bool:
    if not path.exists() or path.stat().st_mtime_ns < source.stat().st_mtime_ns:
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            return database.execute("SELECT version FROM about").fetchone() == (VERSION,)
    except duckdb.Error:
        return False
