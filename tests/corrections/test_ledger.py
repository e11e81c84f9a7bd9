"""The ledger on disk: whole lines, none lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest
from made import event

from pipeline import corrections
from pipeline.corrections import LEDGER, EntryInvalid, LedgerDamaged, ledger

EVENT = event(1)


def write_many(directory: Path, by: str) -> None:
    for number in range(40):
        corrections.append(directory, corrections.edit(EVENT, "title", f"{by} {number} " + "é" * 300, by=by))


def test_two_people_at_once_lose_nothing(tmp_path):
    """Two processes that append at the same time leave every line whole, each one's in their order."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(write_many, [tmp_path, tmp_path], ["Ada", "Bo"]))
    found = corrections.read_ledger(tmp_path)
    assert found.damaged == ()
    for by in ("Ada", "Bo"):
        own = [entry.value.split()[1] for entry in found if entry.by == by]
        assert own == [str(number) for number in range(40)]


def test_a_torn_line_is_set_aside(tmp_path):
    """A line that was cut while being written is reported with its number; those before and after it apply."""
    first, second = (corrections.edit(EVENT, "title", title, by="Ada") for title in ("One", "Two"))
    corrections.append(tmp_path, first)
    whole = (tmp_path / LEDGER).read_bytes()
    (tmp_path / LEDGER).write_bytes(whole + whole[: len(whole) // 2])
    corrections.append(tmp_path, second)
    found = corrections.read_ledger(tmp_path)
    assert found.entries == (first, second)
    assert [damaged.line for damaged in found.damaged] == [2]


WRITER = """
import sys
from itertools import count
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from made import event
from pipeline import corrections
for number in count():
    corrections.append(Path(sys.argv[1]), corrections.edit(event(1), "title", str(number), by="Ada"))
    print(number, flush=True)
"""


def test_kill_9_loses_nothing_that_was_said_to_be_done(tmp_path):
    """Killed at random moments: what `append` returned from is there, in order, and the next writer can write."""
    rng, told = random.Random(3), []
    here = Path(__file__).resolve().parent
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(here), str(here.parent.parent)]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout.readline() == "0\n"
        time.sleep(rng.uniform(0, 0.1))
        writer.kill()
        rest, _ = writer.communicate()
        told.append(1 + len(rest.split()))
    last = corrections.accept(EVENT, by="Bo")
    corrections.append(tmp_path, last)
    found = corrections.read_ledger(tmp_path)
    assert found.entries[-1] == last
    values = [int(entry.value) for entry in found if entry.by == "Ada"]
    starts = [i for i, value in enumerate(values) if value == 0] + [len(values)]
    runs = [values[a:b] for a, b in pairwise(starts)]
    assert len(runs) == len(told)
    for run, count in zip(runs, told, strict=True):
        assert run == list(range(len(run)))
        assert len(run) >= count


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"kind": "edit"}', b"\xff\xfe", b'{"kind": "accept", "id": "x"}'])
def test_what_is_no_entry_is_set_aside(tmp_path, line):
    """A line that is no entry is reported, whatever is wrong with it."""
    (tmp_path / LEDGER).write_bytes(line + b"\n")
    found = corrections.read_ledger(tmp_path)
    assert found.entries == ()
    assert found.damaged[0].reason


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path, monkeypatch):
    """Where the line can't be brought to disk the ledger is as before, and the error is not swallowed."""
    corrections.append(tmp_path, corrections.accept(EVENT, by="Ada"))
    before = (tmp_path / LEDGER).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        corrections.append(tmp_path, corrections.reject(EVENT, by="Ada"))
    assert (tmp_path / LEDGER).read_bytes() == before


def test_entries_come_back_as_they_were(tmp_path):
    """Every kind of entry survives the way to disk and back, empty values included."""
    entries = [
        corrections.accept(EVENT, by="Ada", reason="seen <b>myself</b>\nin print"),
        corrections.edit(EVENT, "date", None, by="Ada"),
        corrections.edit(EVENT, "groups", [], by="Ada"),
        corrections.merge([EVENT, event(2)], by="Bo"),
        corrections.split(EVENT, [[c.claim_id] for c in EVENT.claims], by="Bo"),
        corrections.published("a", "2012-10", by="Bo", was="2012-11"),
    ]
    entries.append(corrections.undo(entries[0], by="Bo"))
    corrections.append(tmp_path, *entries)
    assert list(corrections.read_ledger(tmp_path)) == entries


def test_a_ledger_of_old_is_read(tmp_path):
    """Lines from when only publication dates could be corrected still hold."""
    line = {
        "document": "ferry",
        "field": "published",
        "value": "2020-05",
        "by": "Ada",
        "at": "2021-01-01T00:00:00+00:00",
    }
    (tmp_path / LEDGER).write_text(json.dumps(line) + "\n")
    assert corrections.publication_dates(corrections.read_ledger(tmp_path)) == {"ferry": "2020-05"}


def test_a_ledger_goes_to_another_table(tmp_path):
    """Written to a file and added elsewhere, entries are the same; added again, none is new."""
    one, other = tmp_path / "one", tmp_path / "other"
    corrections.append(one, corrections.accept(EVENT, by="Ada"), corrections.reject(event(2), by="Ada"))
    file = tmp_path / "file.jsonl"
    file.write_text("".join(corrections.lines(corrections.read_ledger(one))), encoding="utf-8")
    assert corrections.add(other, file) == (2, 0)
    assert corrections.add(other, file) == (0, 2)
    assert corrections.read_ledger(other) == corrections.read_ledger(one)


def test_a_damaged_file_is_not_taken_in(tmp_path):
    """A file with a line that can't be read changes nothing, and the line is named."""
    (tmp_path / "file.jsonl").write_text("{\n")
    with pytest.raises(LedgerDamaged, match="line 1"):
        corrections.add(tmp_path, tmp_path / "file.jsonl")
    assert not (tmp_path / LEDGER).exists()


@pytest.mark.parametrize("by", ["", "  ", "x" * 101])
def test_an_entry_says_who(by):
    """Nobody's correction, or one by a name of any length, is refused."""
    with pytest.raises(EntryInvalid):
        corrections.accept(EVENT, by=by)
