"""The command line: python -m pipeline tag | build | show."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

import pipeline
from pipeline import mentions, settings

if TYPE_CHECKING:
    from pipeline.places.complete import Ask

OK, FAILED, SOME_SKIPPED = 0, 1, 3

app = typer.Typer(
    name="python -m pipeline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH…",
        help="Files or folders: .txt, .md, .html, .pdf, .docx, and .jsonl or .csv with one document a record.",
        show_default=False,
    ),
]
Limit = Annotated[
    int,
    typer.Option(
        "--max-characters", metavar="N", min=1, help="Skip a document of more characters than this.", show_default=True
    ),
]

Service = Annotated[
    str | None,
    typer.Option(
        "--geocoder",
        metavar="SERVICE",
        help="Ask nominatim, photon or geonames **online** for places that the gazetteer lacks.",
        show_default=False,
    ),
]
Agent = Annotated[
    str | None,
    typer.Option(
        "--geocoder-agent",
        metavar="NAME",
        help="Who asks: a user agent with a way to reach you; for geonames, your account there.",
        show_default=False,
    ),
]


Own = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        envvar="DATELINE_REGISTRY",
        help="Your own groups, beside those of the registry.",
        show_default=False,
        show_envvar=False,
    ),
]


def _version(asked: bool) -> None:
    if asked:
        print(f"dateline {pipeline.__version__}")
        raise typer.Exit


@app.callback(epilog="Exit codes: **0** all read · **1** bad usage or nothing readable · **3** some documents skipped.")
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read dated prose into one table of events.

    Progress and messages go to standard error, data to standard output or a file.
    """


@app.command()
def tag(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output."),
    ] = None,
    max_characters: Limit = settings.MAX_TEXT_CHARACTERS,
    registry: Own = None,
    geocoder: Service = None,
    geocoder_agent: Agent = None,
) -> None:
    """Mark every date, place, group and event: **JSON Lines**, one mention a line.

    Offsets count characters of the document's text after its front matter; the end is exclusive.
    """
    from pipeline import report
    from pipeline.corpus import analyse_paths
    from pipeline.model import Skipped

    screen = Console(stderr=True)
    _use_registry(screen, registry)
    counts, skipped, analysed, lines = Counter(), [], 0, []
    with _asking(screen, geocoder, geocoder_agent) as ask:
        for outcome in analyse_paths(paths, limit=max_characters, track=report.tracker(screen), ask=ask):
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
                continue
            analysed += 1
            for record in mentions.records(outcome):
                counts[record["kind"]] += 1
                lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    if analysed:
        _write(screen, output, lines)
    report.show_tagged(screen, analysed, skipped, {kind: counts[kind] for kind in mentions.BY_KIND})
    raise typer.Exit(_code(analysed, skipped))


@app.command()
def build(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the table.", show_default=False)
    ],
    if_needed: Annotated[
        bool, typer.Option("--if-needed", help="Do nothing where DIR holds the table of these documents already.")
    ] = False,
    max_characters: Limit = settings.MAX_TEXT_CHARACTERS,
    registry: Own = None,
    geocoder: Service = None,
    geocoder_agent: Agent = None,
) -> None:
    """Build the **event table** in DIR: a DuckDB file, Parquet and CSV.

    The new table replaces the old one in one step; if anything fails, the old one stays. The same input gives the
    same bytes.
    """
    from pipeline import report
    from pipeline.build import NothingToRead
    from pipeline.build import build as build_table
    from pipeline.store import table_state

    screen = Console(stderr=True)
    _use_registry(screen, registry)
    if if_needed and not geocoder and table_state(output, paths) == "ready":
        screen.print(report.plain(f"The table in {output} is up to date."), soft_wrap=True)
        raise typer.Exit(OK)
    try:
        with _asking(screen, geocoder, geocoder_agent) as ask:
            summary = build_table(
                paths, output, limit=max_characters, track=report.tracker(screen), ask=ask, geocoder=geocoder or ""
            )
    except NothingToRead as error:
        report.show_skipped(screen, error.skipped)
        _fail(screen, f"No document could be read; {output} is as it was.")
    except OSError as error:
        _fail(screen, f"{error.filename or output} can't be written: {error.strerror}. Name another folder.")
    report.show_built(screen, summary)
    screen.print(report.plain(f"The table is in {output}"), soft_wrap=True)
    raise typer.Exit(_code(summary.analysed, summary.skipped))


@app.command()
def show(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a table.", show_default=False)],
) -> None:
    """Print the events of the table in DIR, the earliest first."""
    from pipeline import report
    from pipeline.store import TableDamaged, TableMissing, open_table

    try:
        table = open_table(directory)
    except (TableDamaged, TableMissing) as error:
        _fail(Console(stderr=True), f"{error}. Build it with: python -m pipeline build PATH… --output {directory}")
    report.show_events(Console(), table.events)


@app.command()
def explain(
    event_id: Annotated[str, typer.Argument(metavar="EVENT_ID", help="Id of an event, or how it begins.")],
    table: Annotated[Path, typer.Option("--table", "-t", metavar="DIR", help="Folder of the table.")] = Path("build"),
) -> None:
    """Say **why an event is in the table**: its claims, their words and rules, why they are one, how sure it is."""
    from pipeline import report
    from pipeline.events.explain import UnknownEvent
    from pipeline.events.explain import explain as derivation
    from pipeline.store import TableDamaged, TableMissing, open_table

    try:
        lines = derivation(open_table(table), event_id)
    except (TableDamaged, TableMissing) as error:
        _fail(Console(stderr=True), f"{error}. Build it with: python -m pipeline build PATH… --output {table}")
    except UnknownEvent as error:
        _fail(Console(stderr=True), f"{error}. The ids are in {table / 'events.csv'}.")
    for line in lines:
        Console().print(report.plain(line), soft_wrap=True)


@app.command()
def groups(
    group_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Explain this party.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="List only these.", show_default=False)
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Check a file of your own.", show_default=False)
    ] = None,
    registry: Own = None,
) -> None:
    """List the **registry** of groups, states and organisations, explain one of them, or check a file of your own."""
    from pipeline import report
    from pipeline.groups import RegistryError, describe, load_registry
    from pipeline.groups.load import load_files

    screen = Console(stderr=True)
    _use_registry(screen, registry)
    try:
        known = load_files([check]) if check else load_registry()
    except RegistryError as error:
        _fail(screen, str(error))
    if group_id and group_id not in known.by_id:
        _fail(screen, f"The registry has no {group_id}. List its ids with: python -m pipeline groups")
    lines = [describe.explain(known.group(group_id))] if group_id else describe.listed(known, kind)
    for line in [f"{check} is in order."] if check and not group_id else lines:
        Console().print(report.plain(line), soft_wrap=True)


@app.command()
def redate(
    document: Annotated[str, typer.Argument(metavar="ID", help="Id of a document in the table.", show_default=False)],
    date: Annotated[
        str, typer.Argument(metavar="DATE", help="When it was published, in EDTF: 2013-01-25.", show_default=False)
    ],
    table: Annotated[Path, typer.Option("--table", "-t", metavar="DIR", help="Folder of the table.")] = Path("build"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would move, and change nothing.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who corrects.", envvar="USER")] = "unnamed",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
) -> None:
    """Correct a **publication date** and list what moves with it.

    The correction goes into the ledger beside the table, which every later build applies, and the table is built anew.
    """
    from pipeline import redating
    from pipeline.report import plain

    screen = Console(stderr=True)
    try:
        outcome = redating.preview(table, document, date)
        redating.show(Console(), outcome)
        if not dry_run:
            redating.correct(table, document, date, by=by, reason=reason)
            screen.print(plain(f"Recorded in {table / redating.LEDGER}; the table in {table} is built anew."))
    except redating.CannotRedate as error:
        _fail(screen, str(error))


@app.command()
def locate(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="A place as prose names it.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Show at most N places.")] = 5,
) -> None:
    """Say where PHRASE is: places it may mean, the likeliest first, each with its reason.

    Reads names and areas: "Derna, Libya", "northern Mali", "30 km south of Gao", "the Mali–Niger border".
    """
    from pipeline.places import load_gazetteer
    from pipeline.places.locate import locate as answer
    from pipeline.places.report import show_answers

    answers = answer(phrase, load_gazetteer(), limit)
    if not answers:
        _fail(Console(stderr=True), f"The gazetteer knows no place in “{phrase}”. docs/places.md says how to add one.")
    show_answers(Console(), answers)


evaluate = typer.Typer(no_args_is_help=True, help="Measure Dateline on a corpus that people have annotated.")
app.add_typer(evaluate, name="evaluate")


@evaluate.command("timex")
def evaluate_timex(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of TimeML files (.tml, .xml).", show_default=False)
    ],
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="List the first N errors.")] = 0,
) -> None:
    """Dates found and read, by TempEval-3's measures: strict, relaxed, type and value F1."""
    from pipeline.evaluate import tagging, timeml
    from pipeline.evaluate.report import show_timex

    try:
        documents = timeml.read_folder(folder)
    except (timeml.NotTimeML, OSError) as error:
        _fail(Console(stderr=True), f"The corpus can't be read: {error}")
    show_timex(Console(), tagging.evaluate_timex(documents), errors)


@evaluate.command("places")
def evaluate_places(
    documents: Annotated[Path, typer.Argument(metavar="DOCS", help="JSON Lines: doc_id, text.", show_default=False)],
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="JSON Lines: doc_id, start, end, lat, lon.", show_default=False)
    ],
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Language of the texts.")] = "en",
) -> None:
    """Places found, found within 161 km of where they are, and resolved when their spans are given."""
    from pipeline.evaluate import places
    from pipeline.places.report import show_scores

    try:
        scores = places.evaluate_places(places.read_documents(documents), places.read_toponyms(gold), language)
    except (places.NotACorpus, OSError, UnicodeDecodeError) as error:
        _fail(Console(stderr=True), f"The corpus can't be read: {error}")
    show_scores(Console(), scores)


@contextlib.contextmanager
def _asking(screen: Console, service: str | None, agent: str | None) -> Iterator[Ask | None]:
    from pipeline.places.asking import asking
    from pipeline.places.tables import OnlineSettingsError

    try:
        with asking(service, agent) as ask:
            yield ask
    except OnlineSettingsError as error:
        _fail(screen, f"--geocoder {service}: {error}.")


def _write(screen: Console, output: Path | None, lines: Sequence[str]) -> None:
    """To the file as a whole or not at all, or to standard output."""
    if output is None:
        try:
            sys.stdout.reconfigure(encoding="utf-8")
            sys.stdout.writelines(lines)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    fresh = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        os.replace(fresh, output)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        _fail(screen, f"{output} can't be written: {error.strerror}. Name another file.")


def _use_registry(screen: Console, path: Path | None) -> None:
    """Puts a user's own groups beside the registry for this run, child processes included."""
    from pipeline.groups import OWN_FILES, RegistryError, load_registry

    if path is None:
        return
    os.environ[OWN_FILES] = str(path)
    try:
        load_registry()
    except RegistryError as error:
        _fail(screen, str(error))


def _code(analysed: int, skipped: Sequence[object]) -> int:
    if not analysed:
        return FAILED
    return SOME_SKIPPED if skipped else OK


def _fail(screen: Console, message: str) -> None:
    from pipeline.report import plain

    screen.print(plain(message), style="red", soft_wrap=True)
    raise typer.Exit(FAILED)


def run() -> None:
    """Entry of the program. Bad usage ends with 1, not with the 2 that is usual elsewhere."""
    try:
        app()
    except SystemExit as end:
        raise SystemExit(FAILED if end.code == 2 else end.code) from None
    except KeyboardInterrupt:
        raise SystemExit("Stopped; nothing was written.") from None
    except ValueError as error:
        if not type(error).__module__.startswith("pipeline."):
            raise
        raise SystemExit(f"A data file of the program is damaged: {error}") from None  # ends with 1


if __name__ == "__main__":
    run()
