"""Reads and checks the registry's data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from pipeline.groups.registry import ALWAYS, KINDS, NEUTRAL, Alias, Group, Leader, Registry, RegistryError, Term
from pipeline.groups.text import fold
from pipeline.model import Interval

DATA = Path(__file__).parent / "data"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_TERM = re.compile(r"(?P<name>.+?),\s*(?P<term>[\d\-./]+)\Z")
_FIELDS = frozenset("name kind aliases active predecessors splinters parent leaders countries colour sources".split())


def load_files(groups: Iterable[Path] = (), *, bundled: bool = True) -> Registry:
    """A registry from the bundled files and more files of groups; RegistryError names the entry at fault."""
    paths = [*([DATA / "groups.toml", DATA / "organisations.toml"] if bundled else []), *groups]
    by_id: dict[str, Group] = {}
    homes: dict[str, str] = {}  # id → name of its file
    for path in paths:
        for group_id, entry in read_toml(path).items():
            if group_id in by_id:
                raise RegistryError(f"{path.name}: [{group_id}] is there already; give it another id")
            by_id[group_id] = _group(path, group_id, entry)
            homes[group_id] = path.name
    if bundled:
        by_id |= _states(DATA / "states.toml", by_id)
        by_id |= _office_holders(DATA / "office_holders.toml", by_id)
    _check_links(by_id, homes)
    return Registry(by_id)


def read_toml(path: Path) -> dict:
    """The content of a data file; RegistryError with file and line where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read ({error.strerror}); put the file back") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name}: not valid TOML: {error}") from error


def interval(text: str) -> Interval:
    """Days of "2012", "2012-03", "2012-03-05", or from one to another with a slash; ".." or nothing for an open end.

    ValueError where it is none of these.
    """
    first, slash, last = text.partition("/")
    earliest = None if first in ("", "..") else _bounds(first)[0]
    last = last if slash else first
    return Interval(earliest, None if last in ("", "..") else _bounds(last)[1])


def _bounds(text: str) -> tuple[date, date]:
    match = _DAY.match(text)
    if not match:
        raise ValueError(f"{text!r} is no date; write 2012, 2012-03 or 2012-03-05")
    year, month, day = (int(part) if part else None for part in match.groups())
    if day:
        return (date(year, month, day),) * 2
    first = date(year, month or 1, 1)
    following = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)
    return first, following - timedelta(days=1)


def _group(path: Path, group_id: str, entry: dict) -> Group:
    """One [table] of groups.toml or organisations.toml as a Group."""
    try:
        if not _ID.match(group_id):
            raise ValueError("ids are small letters, digits and hyphens, such as ansar-dine")
        unknown = set(entry) - _FIELDS
        if unknown:
            raise ValueError(f"unknown key {sorted(unknown)[0]!r}; keys are {', '.join(sorted(_FIELDS))}")
        if entry["kind"] not in KINDS:
            raise ValueError(f"kind {entry['kind']!r} is none of {', '.join(KINDS)}")
        if not _COLOUR.match(entry.get("colour", NEUTRAL)):
            raise ValueError(f"colour {entry['colour']!r} is not written #RRGGBB")
        return Group(
            id=group_id,
            name=entry["name"],
            kind=entry["kind"],
            aliases=tuple(_alias(a) for a in entry.get("aliases", ())),
            active=interval(entry.get("active", "..")),
            predecessors=tuple(entry.get("predecessors", ())),
            splinters=tuple(entry.get("splinters", ())),
            parent=entry.get("parent"),
            leaders=tuple(_leader(x) for x in entry.get("leaders", ())),
            countries=tuple(entry.get("countries", ())),
            colour=entry.get("colour", NEUTRAL),
            sources=tuple(entry.get("sources", ())),
        )
    except KeyError as error:
        raise RegistryError(f"{path.name}: [{group_id}] lacks the key {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise RegistryError(f"{path.name}: [{group_id}]: {error}") from error


def _alias(value: str | dict) -> Alias:
    if isinstance(value, str):
        return Alias(value)
    unknown = set(value) - {"text", "language", "active", "beside"}
    if unknown:
        raise ValueError(f"an alias has text, language, active and beside, not {sorted(unknown)[0]!r}")
    if not isinstance(value.get("beside", False), bool):
        raise ValueError(f"beside is true or false, not {value['beside']!r}")
    active = interval(value["active"]) if "active" in value else ALWAYS
    return Alias(value["text"], value.get("language"), active, value.get("beside", False))


def _leader(value: dict) -> Leader:
    unknown = set(value) - {"name", "role", "term", "spellings"}
    if unknown:
        raise ValueError(f"a leader has name, role, term and spellings, not {sorted(unknown)[0]!r}")
    spellings = tuple(value.get("spellings", ()))
    return Leader(value["name"], value.get("role", "leader"), interval(value.get("term", "..")), spellings)


def _states(path: Path, taken: dict[str, Group]) -> dict[str, Group]:
    """Governments: id = {code, name, adjectives, french, aliases}; the aliases are names of its forces and councils."""
    states = {}
    for state_id, entry in read_toml(path).items():
        if not _ID.match(state_id) or state_id in taken:
            raise RegistryError(f"{path.name}: {state_id} is no id or is taken")
        if not {"code", "name", "adjectives"} <= set(entry):
            raise RegistryError(f"{path.name}: {state_id} needs code, name and adjectives")
        french = [form for adjective in entry.get("french", ()) for form in _french_forms(adjective)]
        adjectives = tuple(dict.fromkeys(fold(a) for a in [*entry["adjectives"], *french]))
        try:
            aliases = tuple(_alias(a) for a in entry.get("aliases", ()))
        except (ValueError, KeyError, TypeError) as error:
            raise RegistryError(f"{path.name}: {state_id}: {error}") from error
        countries = (entry["code"],)
        states[state_id] = Group(
            state_id, entry["name"], "government", aliases, countries=countries, adjectives=adjectives
        )
    return states


def _french_forms(adjective: str) -> list[str]:
    """Masculine, feminine and plurals of a French adjective of nationality."""
    if adjective.endswith("e"):
        return [adjective, adjective + "s"]
    feminine = adjective + ("ne" if adjective.endswith(("ien", "éen")) else "e")
    masculine = [adjective] if adjective.endswith("s") else [adjective, adjective + "s"]
    return [*masculine, feminine, feminine + "s"]


def _office_holders(path: Path, taken: dict[str, Group]) -> dict[str, Group]:
    """Persons with their terms: [party] "office" = ["Name, from/to", …] and [spellings] "Name" = […]."""
    tables = read_toml(path)
    spellings = tables.pop("spellings", {})
    terms: dict[str, list[Term]] = {}
    for party, offices in tables.items():
        if party not in taken:
            raise RegistryError(f"{path.name}: [{party}] is no party of the registry; check the spelling of the id")
        for office, holders in offices.items():
            for holder in holders:
                name, term = _holder(path, party, office, holder)
                terms.setdefault(name, []).append(Term(office, party, term))
    stray = set(spellings) - set(terms)
    if stray:
        raise RegistryError(f"{path.name}: [spellings] {sorted(stray)[0]!r} holds no office in this file")
    people = {}
    for name, held in terms.items():
        group_id = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
        aliases = tuple(Alias(text) for text in (name, *spellings.get(name, ())))
        people[group_id] = Group(group_id, name, "office-holder", aliases, _hull(held), terms=tuple(held))
    return people


def _holder(path: Path, party: str, office: str, holder: str) -> tuple[str, Interval]:
    match = _TERM.match(holder)
    try:
        if not match:
            raise ValueError('write "Name, 2012-03-25/2022-03-25"')
        return match["name"], interval(match["term"])
    except ValueError as error:
        raise RegistryError(f"{path.name}: [{party}] {office!r}: {holder!r}: {error}") from error


def _hull(terms: list[Term]) -> Interval:
    starts, ends = [t.interval.earliest for t in terms], [t.interval.latest for t in terms]
    return Interval(None if None in starts else min(starts), None if None in ends else max(ends))


def _check_links(by_id: dict[str, Group], homes: dict[str, str]) -> None:
    """Every id that a group names must be there, and no two groups share a colour of their own."""
    colours: dict[str, str] = {}
    for group in by_id.values():
        for other in (*group.predecessors, *group.splinters, *([group.parent] if group.parent else [])):
            if other not in by_id:
                raise RegistryError(f"{homes[group.id]}: [{group.id}] names {other!r}, which is no id of the registry")
        if group.colour != NEUTRAL and colours.setdefault(group.colour.upper(), group.id) != group.id:
            raise RegistryError(f"{homes[group.id]}: [{group.id}] has the colour of [{colours[group.colour.upper()]}]")
