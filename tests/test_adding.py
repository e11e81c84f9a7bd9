"""Files added to a table by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import adding, build, store
from pipeline.settings import USUAL

REPORT = b"Published 4 June 2020\n\nGunmen attacked a convoy near Gao on 2 June 2020.\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text("Published 3 May 2020\n\nTalks began in Mopti on 2 May 2020.\n")
    build.build([tmp_path / "corpus"], tmp_path / "table")
    return tmp_path / "table"


def documents(table: Path) -> list[str]:
    return [document.id for document in store.stored_documents(table)]


def test_an_added_file_is_in_every_later_build(table: Path, tmp_path: Path) -> None:
    """Taken in, a file makes the table stale, is in the next build, and stays there in builds of the other sources."""
    assert adding.keep(table, "two.txt", REPORT, USUAL).documents == ("two",)
    assert store.table_state(table, [tmp_path / "corpus"]) == "stale"
    for _ in range(2):
        build.build([tmp_path / "corpus"], table)
        assert documents(table) == ["one", "two"]
        assert store.table_state(table, [tmp_path / "corpus"]) == "ready"


def test_a_table_of_unknown_sources_takes_files_too(table: Path, tmp_path: Path) -> None:
    """Where nobody knows any more what a table was built from, its own documents stand for that, build after build."""
    (table / "sources.json").unlink()
    (tmp_path / "corpus" / "one.txt").unlink()
    adding.keep(table, "two.txt", REPORT, USUAL)
    for _ in range(2):
        summary = build.rebuild(table, added=True)
        assert documents(table) == ["one", "two"]
        assert summary.skipped == ()
    adding.keep(table, "three.jsonl", b'{"id": "one", "text": "Shots were fired in Gao on 9 May 2020."}\n', USUAL)
    summary = build.rebuild(table, added=True)
    assert documents(table) == ["one", "two"]
    assert [skipped.reason.split(" by ")[0] for skipped in summary.skipped] == ["its id 'one' is already taken"]


def test_a_file_of_a_taken_name_gets_another(table: Path) -> None:
    """Two files of one name, or one named as a document of the table, are both kept."""
    names = [adding.keep(table, "one.txt", REPORT + extra, USUAL).path.name for extra in (b"", b"More.\n")]
    assert names == ["one-2.txt", "one-3.txt"]


@pytest.mark.parametrize("name", ["again.txt", "one.md"])
def test_the_same_words_are_kept_once(table: Path, tmp_path: Path, name: str) -> None:
    """A file whose words the table has, under whatever name, is named as a duplicate."""
    content = (tmp_path / "corpus" / "one.txt").read_bytes()
    assert adding.keep(table, name, content, USUAL) == adding.Duplicate("one")
    adding.keep(table, "two.txt", REPORT, USUAL)
    assert adding.keep(table, "three.txt", REPORT, USUAL) == adding.Duplicate("two.txt")


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.4 torn"), ("a.txt", b"  "), ("a.exe", b"MZ"), ("a.docx", b"PK")]
)
def test_what_gives_no_document_is_not_kept(table: Path, name: str, content: bytes) -> None:
    """A broken or foreign file leaves nothing behind, and the reason names it as its owner does."""
    skipped = adding.keep(table, name, content, USUAL)
    assert [item.source for item in skipped] == [name]
    assert skipped[0].reason
    assert skipped[0].remedy
    assert list((table / store.ADDED).iterdir()) == []


@given(st.text(max_size=300))
def test_any_name_is_made_safe(name: str) -> None:
    """No name leads out of the folder, hides the file or is too long, and a known ending is kept."""
    safe = adding.safe_name(name + ".txt")
    assert Path(safe).name == safe
    assert safe[0] not in "._"
    assert safe.endswith(".txt")
    assert len(safe) < 100
