"""Builds in parts: the same bytes whatever the number of workers, and however often they are killed."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import psutil

from pipeline import settings
from pipeline.build import build
from pipeline.store import open_table, order
from tests.parts.corpora import records, same, start_build, workers_of, write_jsonl


def test_the_number_of_workers_does_not_show(tmp_path, monkeypatch):
    """One worker, two workers, and none but this process give the same table."""
    path = write_jsonl(tmp_path / "news.jsonl", records(40))
    build([path], tmp_path / "here")
    monkeypatch.setattr(settings, "SMALL_BYTES", 0)
    monkeypatch.setattr(settings, "FIRST_DOCUMENTS", 7)
    build([path], tmp_path / "one", workers=1)
    build([path], tmp_path / "two", workers=2)
    assert same(tmp_path / "here", tmp_path / "one")
    assert same(tmp_path / "here", tmp_path / "two")


def test_the_order_of_inputs_does_not_show(tmp_path):
    """Reports in another order, and some of them twice under other names, give the same events."""
    found = records(30)
    copies = [record | {"id": f"z-{record['id']}"} for record in found[:5]]
    build([write_jsonl(tmp_path / "one" / "news.jsonl", found)], tmp_path / "table")
    build([write_jsonl(tmp_path / "two" / "news.jsonl", [*copies, *reversed(found)])], tmp_path / "other")
    assert (tmp_path / "table" / "events.csv").read_bytes() == (tmp_path / "other" / "events.csv").read_bytes()


def test_little_memory_does_not_show(tmp_path, monkeypatch):
    """What is sorted and merged with hardly any memory gives the same table."""
    path = write_jsonl(tmp_path / "news.jsonl", records(60))
    build([path], tmp_path / "wanted")
    monkeypatch.setitem(settings.DATABASE, "memory_limit", "60MB")
    build([path], tmp_path / "table")
    assert same(tmp_path / "wanted", tmp_path / "table")


def test_how_much_is_sorted_at_a_time_does_not_show(tmp_path, monkeypatch):
    """Rows that go over the disk to be sorted give the same table, documents and mentions in the order of their ids."""
    found = records(30)
    path = write_jsonl(tmp_path / "news.jsonl", [*found[::2], *reversed(found), *records(5, 100)])
    build([path], tmp_path / "wanted")
    monkeypatch.setattr(order, "_AT_ONCE", 3_000)
    build([path], tmp_path / "table")
    assert same(tmp_path / "wanted", tmp_path / "table")
    table = open_table(tmp_path / "table")
    assert list(table.documents.document) == sorted(record["id"] for record in [*found, *records(5, 100)])
    places = list(zip(table.mentions.document, table.mentions.start, strict=True))
    assert places == sorted(places)


def test_ten_kills_at_random_moments_do_not_show(tmp_path):
    """Killed ten times with all it started, four times while it reads and six while it writes, a build that is run
    again ends in the table of one let be; until then readers have the table before."""
    path, table = write_jsonl(tmp_path / "news.jsonl", records(240)), tmp_path / "table"
    build([path], tmp_path / "wanted")
    build([write_jsonl(tmp_path / "old.jsonl", records(5))], table)
    rng, kills, before = random.Random(11), 0, len(open_table(table).documents)
    while kills < 10:
        done, left = parts_in(table), set(table.glob(".builds/*.part"))
        running = start_build([path], table, "--workers", 1)
        while running.poll() is None:
            if parts_in(table) > done if kills < 4 else set(table.glob(".builds/*.part")) - left:
                break
            time.sleep(0.01)
        time.sleep(rng.uniform(0, 0.3))
        if kills < 4:
            assert running.poll() is None, "it was done before it was killed"
        if running.poll() is None:
            for process in (*workers_of(running.pid), psutil.Process(running.pid)):
                process.kill()
            kills += 1
        _, said = running.communicate()
        assert running.returncode in (0, -signal.SIGKILL), said
        assert len(open_table(table).documents) in (before, 240)
    done = start_build([path], table)
    _, said = done.communicate(timeout=600)
    assert done.returncode == 0, said
    assert same(tmp_path / "wanted", table)
    assert not list(table.glob(".build-*")), "left by killed builds"
    assert not list((table / ".builds").glob("*.part")), "left by killed builds"


def test_a_part_half_written_is_made_again(tmp_path):
    """A build that was killed between two files of a part leaves nothing that a later one takes for whole."""
    path = write_jsonl(tmp_path / "news.jsonl", records(6))
    build([path], tmp_path / "wanted")
    build([path], tmp_path / "table")
    (whole,) = (tmp_path / "table" / ".parts").glob("*/*")
    half = whole.rename(whole.with_suffix(".under-way"))
    (half / "claims.parquet").unlink()
    build([path], tmp_path / "table")
    assert same(tmp_path / "wanted", tmp_path / "table")


def parts_in(table: Path) -> int:
    """Parts that a build, ended or not, has finished."""
    return len(list((table / ".parts").glob("*/*/entries.msgpack")))


def test_two_builds_at_once_end_in_a_whole_table(tmp_path):
    """The second waits for the first; both end well and the table is that of a build alone."""
    path = write_jsonl(tmp_path / "news.jsonl", records(30))
    build([path], tmp_path / "wanted")
    both = [start_build([path], tmp_path / "table") for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert same(tmp_path / "wanted", tmp_path / "table")
