"""What was once read right on the public corpora stays so."""

import tomllib
from pathlib import Path

import pytest

from pipeline.evaluate.places import evaluate_places, read_documents, read_toponyms

CORPORA = Path(__file__).parents[3] / "shared" / "bench" / "geo"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("corpus", FLOORS)
def test_a_corpus_is_read_no_worse_than_before(corpus):
    """F1 of names found and of names found within 161 km do not fall below what floors.toml pins."""
    documents, gold = CORPORA / f"{corpus}.docs.jsonl", CORPORA / f"{corpus}.gold.jsonl"
    if not documents.is_file():
        pytest.skip(f"the corpus {corpus} is not beside the project")
    scores = evaluate_places(read_documents(documents), read_toponyms(gold))
    assert round(100 * scores.found.f1, 1) >= FLOORS[corpus]["found"]
    assert round(100 * scores.located.f1, 1) >= FLOORS[corpus]["located"]
