"""The measures of geoparsing, on answers worked out by hand."""

import json

import pytest
from typer.testing import CliRunner

from pipeline.__main__ import app
from pipeline.evaluate.places import NotACorpus, Toponym, read_documents, read_toponyms, score

GAO, KIDAL = (16.27, -0.04), (18.44, 1.41)


def test_all_right_scores_one():
    """A perfect answer must score 1 throughout."""
    gold = [Toponym("a", 0, 3, GAO), Toponym("a", 8, 13, KIDAL)]
    scores = score(1, gold, gold, [GAO, KIDAL])
    assert scores.found.f1 == scores.located.f1 == scores.resolution == 1


def test_a_wrong_place_a_miss_and_a_spurious_name():
    """Of two names one is found, in the wrong place, and one that is none is found as well."""
    gold = [Toponym("a", 0, 3, GAO), Toponym("a", 8, 13, KIDAL)]
    found = [Toponym("a", 0, 3, KIDAL), Toponym("a", 20, 25, GAO)]
    scores = score(1, gold, found, [GAO, None])
    assert (scores.found.precision, scores.found.recall) == (0.5, 0.5)
    assert scores.located.f1 == 0
    assert scores.resolution == 0.5


def test_toponyms_without_a_place_count_for_finding_only():
    """A name whose place nobody knows is neither right nor wrong in place."""
    gold = [Toponym("a", 0, 3, None), Toponym("a", 8, 13, KIDAL)]
    scores = score(1, gold, [Toponym("a", 0, 3, GAO), Toponym("a", 8, 13, KIDAL)], [None, KIDAL])
    assert scores.found.f1 == scores.located.f1 == scores.resolution == 1
    assert scores.toponyms == 1


def test_one_span_answers_one_toponym():
    """A span over two names counts once."""
    gold = [Toponym("a", 0, 3, GAO), Toponym("a", 8, 13, KIDAL)]
    assert score(1, gold, [Toponym("a", 0, 13, KIDAL)], [None, None]).found.recall == 0.5


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("{", "line 1: not JSON"), ("[]", "line 1: not a JSON object"), ('{"doc_id": "a", "start": 3, "end": 3}', "span")],
)
def test_a_line_that_is_none_is_named(tmp_path, line, complaint):
    """A damaged corpus must say where."""
    file = tmp_path / "gold.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(NotACorpus, match=complaint):
        read_toponyms(file)


def test_the_command_measures_a_corpus(tmp_path):
    """`evaluate places` reads both files and prints the measures."""
    text = "Shots were fired in Gao, and the governor left for Kidal."
    documents, gold = tmp_path / "docs.jsonl", tmp_path / "gold.jsonl"
    documents.write_text(json.dumps({"doc_id": "a", "text": text}), encoding="utf-8")
    marks = [("Gao", GAO), ("Kidal", KIDAL)]
    gold.write_text(
        "\n".join(
            json.dumps({"doc_id": "a", "start": text.index(n), "end": text.index(n) + len(n), "lat": p[0], "lon": p[1]})
            for n, p in marks
        ),
        encoding="utf-8",
    )
    assert read_documents(documents) == {"a": text}
    result = CliRunner().invoke(app, ["evaluate", "places", str(documents), str(gold)])
    assert result.exit_code == 0
    assert "spans given: 1.000" in result.stdout
    assert CliRunner().invoke(app, ["evaluate", "places", str(documents), str(tmp_path / "none")]).exit_code == 1
