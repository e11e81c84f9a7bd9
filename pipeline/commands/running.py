"""What commands share while they run: writing whole files, saying what went wrong, exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from pipeline.places.complete import Ask

OK, FAILED, SOME_SKIPPED = 0, 1, 3


@contextlib.contextmanager
def asking(screen: Console, service: str | None, agent: str | None) -> Iterator[Ask | None]:
    """Somebody to ask for places that the gazetteer lacks, None where no service is named."""
    from pipeline.places.asking import asking
    from pipeline.places.tables import OnlineSettingsError

    try:
        with asking(service, agent) as ask:
            yield ask
    except OnlineSettingsError as error:
        fail(screen, f"--geocoder {service}: {error}.")


def write(screen: Console, output: Path | None, lines: Iterable[str]) -> None:
    """To the file as a whole or not at all, or to standard output."""
    if output is None:
        try:
            sys.stdout.reconfigure(encoding="utf-8")
            sys.stdout.writelines(lines)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    write_bytes(screen, output, "".join(lines).encode())


def write_bytes(screen: Console, output: Path, content: bytes) -> None:
    """To the file as a whole or not at all."""
    write_file(screen, output, lambda path: path.write_bytes(content))


def write_file(screen: Console, output: Path, write: Callable[[Path], object]) -> None:
    """The file that `write` fills, as a whole or not at all."""
    fresh = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write(fresh)
        os.replace(fresh, output)
    except OSError as error:
        fail(screen, f"{output} can't be written: {error.strerror}. Name another file.")
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def use_registry(screen: Console, path: Path | None) -> None:
    """Puts a user's own groups beside the registry for this run, child processes included."""
    from pipeline.groups import OWN_FILES, RegistryError, load_registry

    if path is None:
        return
    os.environ[OWN_FILES] = str(path)
    try:
        load_registry()
    except RegistryError as error:
        fail(screen, str(error))


def code(analysed: int, skipped: Sequence[object]) -> int:
    """The exit code of a run over documents."""
    if not analysed:
        return FAILED
    return SOME_SKIPPED if skipped else OK


def fail(screen: Console, message: str) -> NoReturn:
    """End the command with a message that says what to do."""
    from pipeline.report import plain

    screen.print(plain(message), style="red", soft_wrap=True)
    raise typer.Exit(FAILED)
