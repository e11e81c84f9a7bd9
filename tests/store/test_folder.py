"""Builds replace one another in one step, and a table that can't be trusted is never opened."""

from __future__ import annotations

import threading

import pytest

from pipeline.store import NAMES, TableDamaged, TableMissing, fingerprint, folder, open_table, table_state, write_table
from tests.store.invented import analysis, event


def titles(directory):
    return open_table(directory).events["title"].tolist()


def write(directory, *names, meta=None):
    events = [event(number, title=name) for number, name in enumerate(names)]
    write_table(directory, events, [analysis()], meta)


def test_a_build_replaces_the_last(tmp_path):
    """After a build its rows are there, under the same file names, and nothing else lies about."""
    write(tmp_path, "old")
    write(tmp_path, "new")
    assert titles(tmp_path) == ["new"]
    assert {path.name for path in tmp_path.iterdir()} == {*NAMES, "current", "manifest.json", ".builds", ".lock"}


def test_older_builds_are_pruned(tmp_path):
    """The current build and the one before it are kept, no more."""
    for name in "abcd":
        write(tmp_path, name)
    assert len(list((tmp_path / ".builds").iterdir())) == 2
    assert titles(tmp_path) == ["d"]


def test_a_failed_build_leaves_the_last_good_one(tmp_path, monkeypatch):
    """Whatever goes wrong while writing, readers keep what they had and no half build stays."""
    write(tmp_path, "good")
    before = {name: (tmp_path / name).read_bytes() for name in NAMES}

    def broken(*args):
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("pipeline.store.files._database", broken)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, "bad")
    assert {name: (tmp_path / name).read_bytes() for name in NAMES} == before
    assert titles(tmp_path) == ["good"]
    assert not list((tmp_path / ".builds").glob("*.part"))


def test_readers_never_see_half_a_build(tmp_path):
    """While builds follow one another a reader gets one of them, whole."""
    write(tmp_path, "0", "0")
    stop, seen, errors = threading.Event(), set(), []

    def read():
        while not stop.is_set():
            try:
                seen.add(tuple(titles(tmp_path)))
            except Exception as error:
                errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 5):
        write(tmp_path, str(number), str(number))
    stop.set()
    reader.join()
    assert not errors
    assert seen
    assert all(first == second for first, second in seen)


def test_a_build_that_comes_while_the_last_one_is_read_is_no_damage(tmp_path, monkeypatch):
    """A reader that has the list of one build and finds the files of the next gets the next one."""
    write(tmp_path, "old")
    checksum, waiting = folder.Seen.checksum, ["new"]

    def slow(seen, path):
        if waiting:
            write(tmp_path, waiting.pop())
        return checksum(seen, path)

    monkeypatch.setattr(folder.Seen, "checksum", slow)
    assert titles(tmp_path) == ["new"]


def test_files_are_copied_where_links_cannot_be_made(tmp_path, monkeypatch):
    """A drive without links holds plain files, and a second build replaces them."""

    def refused(*args, **kwargs):
        raise OSError("links are not supported here")

    monkeypatch.setattr(folder.os, "symlink", refused)
    for name in ("old", "new"):
        write(tmp_path, name)
    assert titles(tmp_path) == ["new"]
    assert not any((tmp_path / name).is_symlink() for name in NAMES)


def test_missing(tmp_path):
    """A folder in which nothing was built says so."""
    with pytest.raises(TableMissing, match="no table"):
        open_table(tmp_path / "nowhere")
    assert table_state(tmp_path, []) == "missing"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("damage", ["changed", "emptied", "removed", "replaced"])
def test_damage_is_named(tmp_path, name, damage):
    """A file that is not as it was written makes the table damaged, and the error names it."""
    write(tmp_path, "good")
    path = tmp_path / name
    if damage == "changed":
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    elif damage == "emptied":
        path.write_bytes(b"")
    elif damage == "removed":
        path.unlink()
    else:
        path.unlink()
        path.write_text("something else")
    with pytest.raises(TableDamaged, match=name):
        open_table(tmp_path)
    assert table_state(tmp_path, []) == "damaged"
    write(tmp_path, "again")
    assert titles(tmp_path) == ["again"]


def test_a_lost_or_garbled_manifest_is_damage(tmp_path):
    """Without its checksums a table can't be trusted."""
    write(tmp_path, "good")
    (tmp_path / "current" / "manifest.json").write_text("{")
    assert table_state(tmp_path, []) == "damaged"
    (tmp_path / "current" / "manifest.json").unlink()
    assert table_state(tmp_path, []) == "damaged"


def test_stale_and_ready(tmp_path):
    """A table is ready until a document changes, comes or goes; another path to the same corpus changes nothing."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("One.")
    table = tmp_path / "table"
    write(table, "x", meta={"fingerprint": fingerprint([corpus])})
    assert table_state(table, [corpus]) == "ready"
    assert table_state(table, [corpus.parent / "." / "corpus" / ".." / "corpus"]) == "ready"
    (corpus / "a.txt").write_text("Two.")
    assert table_state(table, [corpus]) == "stale"
    (corpus / "a.txt").write_text("One.")
    assert table_state(table, [corpus]) == "ready"
    (corpus / "b.txt").write_text("Three.")
    assert table_state(table, [corpus]) == "stale"
    (corpus / "b.txt").unlink()
    (corpus / "a.txt").rename(corpus / "c.txt")
    assert table_state(table, [corpus]) == "stale"


def test_a_table_without_fingerprint_is_stale(tmp_path):
    """What a table was built from is never assumed."""
    write(tmp_path, "x")
    assert table_state(tmp_path, []) == "stale"


def test_a_folder_that_cannot_be_written(tmp_path):
    """A file where the folder should be is an OSError that names it, and the file stays as it is."""
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(OSError, match="taken"):
        write(taken, "x")
    assert taken.read_text() == "mine"
