"""Reading files and folders: every input gives a document, or says why not and what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline.model import Document, Skipped
from pipeline.read import READERS, opening, read_paths
from pipeline.settings import Limits

SENTENCE = "Two lorries were burnt on the road to Menaka on 3 May 2012."


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(*paths: Path, **options) -> tuple[list[Document], list[Skipped]]:
    outcomes = list(read_paths(paths, **options))
    return (
        [outcome for outcome in outcomes if isinstance(outcome, Document)],
        [outcome for outcome in outcomes if isinstance(outcome, Skipped)],
    )


def only_skip(path: Path, **options) -> Skipped:
    """The one Skipped that `path` must give, checked for what every Skipped owes its reader."""
    documents, skipped = read(path, **options)
    assert not documents
    (skip,) = skipped
    assert skip.source.startswith(str(path))
    assert skip.reason
    assert skip.remedy
    return skip


def test_default_id_is_the_name_without_its_ending(tmp_path):
    """A text without front matter is known by its file's name."""
    documents, _ = read(write(tmp_path, "menaka.report.txt", SENTENCE))
    assert documents[0].id == "menaka.report"
    assert documents[0].text == SENTENCE
    assert documents[0].published is None


def test_folders_are_read_with_all_below_in_order_of_path(tmp_path):
    """The order of documents does not depend on the file system."""
    for name in ("b.txt", "a/z.txt", "a/c.md", "c.txt"):
        write(tmp_path, name, SENTENCE)
    documents, skipped = read(tmp_path)
    assert [d.id for d in documents] == ["c", "z", "b", "c"][:3]
    assert [s.source for s in skipped] == [str(tmp_path / "c.txt")]  # a second "c"


def test_readme_and_hidden_files_of_a_folder_are_passed_over(tmp_path):
    """What describes a corpus is no part of it, unless it is named by its own path."""
    for name in ("README.md", ".notes.txt", "_drafts/x.txt", "LICENSE", "one.txt"):
        write(tmp_path, name, SENTENCE)
    documents, skipped = read(tmp_path)
    assert [d.id for d in documents] == ["one"]
    assert not skipped
    documents, _ = read(tmp_path / "README.md")
    assert [d.id for d in documents] == ["README"]


def test_a_file_named_twice_is_read_once(tmp_path):
    """Naming a folder and a file in it does not make two documents."""
    path = write(tmp_path, "one.txt", SENTENCE)
    documents, skipped = read(tmp_path, path)
    assert len(documents) == 1
    assert not skipped


def test_second_document_with_an_id_is_skipped(tmp_path):
    """The first in the order of paths keeps the id; the other is told which file has it."""
    first = write(tmp_path, "a.txt", f"---\nid: same\n---\n{SENTENCE}")
    second = write(tmp_path, "b.txt", f"---\nid: same\n---\n{SENTENCE}")
    documents, (skip,) = read(tmp_path)
    assert [d.source for d in documents] == [str(first)]
    assert skip.source == str(second)
    assert "same" in skip.reason
    assert str(first) in skip.reason


def test_missing_path(tmp_path):
    """A path that leads nowhere is named."""
    assert "no such file" in only_skip(tmp_path / "nowhere").reason


def test_empty_folder(tmp_path):
    """An empty folder is an input that gives nothing, not an empty success."""
    assert "no documents" in only_skip(tmp_path).reason


def test_unknown_ending(tmp_path):
    """The remedy names the endings that are read."""
    skip = only_skip(write(tmp_path, "table.xlsx", b"PK"))
    assert ".xlsx" in skip.reason
    assert all(ending in skip.remedy for ending in READERS)


@pytest.mark.parametrize("content", ["", " \n\n\t", "---\ntitle: Nothing\n---\n  \n"])
def test_empty_file(tmp_path, content):
    """A file without text is no document."""
    reason = only_skip(write(tmp_path, "empty.txt", content)).reason
    assert "empty" in reason or "no text" in reason


def test_text_over_the_limit(tmp_path):
    """A text too long says how long it is, what the limit is and which option raises it."""
    path = write(tmp_path, "long.txt", SENTENCE * 100)
    skip = only_skip(path, limits=Limits(characters=1000))
    assert "1,000" in skip.reason
    assert "--max-characters" in skip.remedy
    documents, _ = read(path, limits=Limits(characters=len(SENTENCE) * 100))
    assert len(documents) == 1


def test_twenty_megabytes_are_over_the_usual_limit(tmp_path):
    """A 20 MB text is refused without being decoded."""
    skip = only_skip(write(tmp_path, "huge.txt", b"x" * 20_000_001))
    assert "20 MB" in skip.reason


def test_what_cannot_be_opened_costs_itself_alone(tmp_path, monkeypatch):
    """An error of the operating system becomes a Skipped, and the next file is read."""
    bad, good = write(tmp_path, "a.txt", SENTENCE), write(tmp_path, "b.txt", SENTENCE)
    opened = opening._raw

    def failing(path):
        if path == bad:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(opening, "_raw", failing)
    documents, (skip,) = read(tmp_path)
    assert [d.source for d in documents] == [str(good)]
    assert "Permission denied" in skip.reason
    assert "permissions" in skip.remedy


def test_every_bad_file_leaves_the_others(tmp_path):
    """One folder of everything that can go wrong still gives its good documents."""
    write(tmp_path, "a-binary.txt", bytes(range(256)) * 8)
    write(tmp_path, "b-empty.txt", "")
    write(tmp_path, "c-front.txt", "---\ntitle: [open\n---\n" + SENTENCE)
    write(tmp_path, "d-good.txt", SENTENCE)
    write(tmp_path, "e-broken.txt", ("é" * 50).encode() + b"\xff" + SENTENCE.encode())
    write(tmp_path, "f.pdf", b"not a pdf")
    write(tmp_path, "g.docx", b"not a docx")
    write(tmp_path, "h.html", b"<html></html>")
    write(tmp_path, "i.jsonl", json.dumps({"text": SENTENCE, "id": "line"}) + "\n{broken\n")
    documents, skipped = read(tmp_path)
    assert [d.id for d in documents] == ["d-good", "line"]
    assert len(skipped) == 8
    assert all(skip.reason and skip.remedy for skip in skipped)


def test_a_pipe_is_not_waited_for(tmp_path):
    """Something in a folder that is no file is named instead of read."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "neither a file" in only_skip(tmp_path).reason


def test_a_broken_link_is_named(tmp_path):
    """A link that leads nowhere is an input that can't be opened."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "cannot be opened" in only_skip(tmp_path).reason


def test_odd_file_names_can_be_written_out(tmp_path):
    """A name in no valid encoding makes an id and a source that any file format takes."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/menaka-\xff.txt"))
    path.write_text(SENTENCE)
    documents, _ = read(tmp_path)
    assert documents[0].id == "menaka-\ufffd"
    assert documents[0].source.encode()


def test_text_stays_as_it_is(tmp_path):
    """Offsets count the file's own characters: line ends, odd spaces and blank lines are kept."""
    text = "\n First\r\nline.\u00a0\n\nLast line. \n"
    documents, _ = read(write(tmp_path, "raw.txt", text))
    assert documents[0].text == text


def test_fingerprint_is_of_the_files_bytes(tmp_path):
    """Two files differ in fingerprint when only their front matter differs."""
    write(tmp_path, "a.txt", f"---\nplace: Gao\n---\n{SENTENCE}")
    write(tmp_path, "b.txt", f"---\nplace: Ber\n---\n{SENTENCE}")
    documents, _ = read(tmp_path)
    assert documents[0].sha256 != documents[1].sha256
    assert documents[0].text == documents[1].text
