"""Building: numbers that add up, documents that fail alone, and a table that is the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import corpus as analysing
from pipeline import corrections, store
from pipeline.build import NothingToRead, build, rebuild, refresh
from pipeline.corpus import analyse_paths
from pipeline.model import Analysis, Skipped
from pipeline.settings import Limits
from pipeline.store import NAMES, open_table, table_state

REPORTS = {
    "a": "Ansar Dine fighters attacked an army post near Lere on 3 May 2012, killing two soldiers.",
    "b": "French forces bombed a camp near Aguelhok on 12 January 2013. A delegation arrived.",
    "c": "Nobody expects an answer. The village lies in the hills.",
}


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_summary_adds_up(corpus, tmp_path):
    """Read = analysed + skipped; events = dated + undated = placed + unplaced; and the table holds as many."""
    (corpus / "empty.txt").write_text("")
    summary = build([corpus], tmp_path / "table")
    assert (summary.read, summary.analysed, len(summary.skipped)) == (4, 3, 1)
    assert summary.events == summary.dated + summary.undated == summary.placed + summary.unplaced
    table = open_table(tmp_path / "table")
    assert len(table.events) == summary.events > 0
    assert table.events["edtf"].notna().sum() == summary.dated
    assert table.events["latitude"].notna().sum() == summary.placed
    assert len(table.claims) == summary.claims
    assert len(table.documents) == summary.analysed
    assert table.meta["events"] == str(summary.events)
    assert table.meta["skipped"] == "1"


def test_every_claim_belongs_to_an_event(corpus, tmp_path):
    """Claims and events name one another and their documents."""
    build([corpus], tmp_path / "table")
    table = open_table(tmp_path / "table")
    assert set(table.claims["event_id"]) == set(table.events["event_id"])
    assert set(table.claims["document"]) <= set(table.documents["document"])
    assert table.events["claims"].sum() == len(table.claims)
    assert table.claims["claim_id"].is_unique


def test_evidence_is_verbatim(corpus, tmp_path):
    """Evidence is the document's own words, between the offsets that the claim gives."""
    build([corpus], tmp_path / "table")
    table = open_table(tmp_path / "table")
    texts = table.documents.set_index("document")["text"]
    for claim in table.claims.itertuples():
        assert texts[claim.document][claim.sentence_start : claim.sentence_end] == claim.evidence


def test_a_document_that_trips_the_program_fails_alone(corpus, monkeypatch):
    """An unforeseen error becomes a Skipped with the document's name; the others are analysed."""
    analyse = analysing.analyse

    def tripping(document, ask=None):
        if document.id == "b":
            raise RuntimeError("no such clause")
        return analyse(document)

    monkeypatch.setattr(analysing, "analyse", tripping)
    outcomes = list(analyse_paths([corpus]))
    (skip,) = [outcome for outcome in outcomes if isinstance(outcome, Skipped)]
    assert skip.source.endswith("b.txt")
    assert "no such clause" in skip.reason
    assert [outcome.document.id for outcome in outcomes if isinstance(outcome, Analysis)] == ["a", "c"]


def test_nothing_readable_leaves_the_last_table(corpus, tmp_path):
    """A build that reads nothing raises, with reasons, and touches nothing."""
    build([corpus], tmp_path / "table")
    before = {name: (tmp_path / "table" / name).read_bytes() for name in NAMES}
    with pytest.raises(NothingToRead) as error:
        build([tmp_path / "nowhere"], tmp_path / "table")
    assert len(error.value.skipped) == 1
    assert {name: (tmp_path / "table" / name).read_bytes() for name in NAMES} == before


def test_same_input_same_bytes(corpus, tmp_path, monkeypatch):
    """Two builds of one corpus are the same files, byte for byte."""
    monkeypatch.chdir(tmp_path)
    build([corpus], tmp_path / "one")
    build([corpus], tmp_path / "two")
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_fresh_build_is_ready(corpus, tmp_path):
    """The state of a table that was just built is ready, also with another limit."""
    build([corpus], tmp_path / "table", limits=Limits(characters=500))
    assert table_state(tmp_path / "table", [corpus]) == "ready"


def test_a_refreshed_table_keeps_its_settings(corpus, tmp_path):
    """Brought up to date, a table leaves out the documents that it left out when it was first built."""
    (corpus / "long.txt").write_text("Nothing happened. " * 60)
    build([corpus], tmp_path / "table", limits=Limits(characters=500))
    assert len(refresh([corpus], tmp_path / "table").skipped) == 1
    assert table_state(tmp_path / "table", [corpus]) == "ready"
    assert not refresh([corpus], tmp_path / "other").skipped


def test_the_sources_of_a_table_are_noted_beside_it(corpus, tmp_path, monkeypatch):
    """However the corpus was named, and after the project has moved, the table knows what it was built from."""
    project = tmp_path / "project"
    project.mkdir()
    corpus.rename(project / "corpus")
    monkeypatch.chdir(project)
    build([Path("corpus")], Path("table"))
    assert store.read_sources(Path("table")) == (Path("corpus"),)
    monkeypatch.chdir(tmp_path)
    project.rename(tmp_path / "moved")
    assert store.read_sources(tmp_path / "moved" / "table") == (tmp_path / "moved" / "corpus",)
    (tmp_path / "moved" / "corpus").rename(tmp_path / "elsewhere")
    assert store.read_sources(tmp_path / "moved" / "table") == ()


def test_progress_counts_to_the_last_document(corpus, tmp_path):
    """Whoever watches is told how many documents are done of how many found, and in the end they are all."""
    (corpus / "empty.txt").write_text("")
    seen = []
    build([corpus], tmp_path / "table", progress=lambda done, found: seen.append((done, found)))
    assert seen[-1] == (4, 4)
    assert all(done <= found for done, found in seen)


def test_a_second_build_reads_only_what_is_new(corpus, tmp_path, monkeypatch):
    """A document that an earlier build read is taken from there, and the table is that of a build from nothing."""
    build([corpus], tmp_path / "table")
    (corpus / "aa.txt").write_text("A bomb exploded at the market of Kidal on 4 June 2013, killing three traders.")
    analysed = []
    analyse = analysing.analyse
    monkeypatch.setattr(analysing, "analyse", lambda d, ask=None: analysed.append(d.id) or analyse(d, ask))
    build([corpus], tmp_path / "table")
    assert analysed == ["aa"]
    build([corpus], tmp_path / "other")
    assert same(tmp_path / "table", tmp_path / "other")


def test_a_document_taken_away_leaves_no_trace(corpus, tmp_path):
    """What the last build kept of a document that is gone does not come back."""
    build([corpus], tmp_path / "table")
    (corpus / "a.txt").unlink()
    build([corpus], tmp_path / "table")
    build([corpus], tmp_path / "other")
    assert same(tmp_path / "table", tmp_path / "other")


def test_a_correction_reads_its_document_again_and_no_other(corpus, tmp_path, monkeypatch):
    """A table built anew after a correction takes the other documents from what is kept."""
    build([corpus], tmp_path / "table")
    analysed = []
    analyse = analysing.analyse
    monkeypatch.setattr(analysing, "analyse", lambda d, ask=None: analysed.append(d.id) or analyse(d, ask))
    corrections.append(tmp_path / "table", corrections.published("c", "2014-02-03", by="a reader"))
    rebuild(tmp_path / "table")
    assert analysed == ["c"]


def same(one, other):
    """Whether two tables are the same files, byte for byte."""
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in NAMES)
