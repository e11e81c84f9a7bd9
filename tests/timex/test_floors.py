"""What was once read right on the public corpora, and on the project's own pieces, stays so."""

import tomllib
from pathlib import Path

import pytest

from pipeline import timex
from pipeline.dating import date_document
from pipeline.evaluate import timex as scores
from pipeline.evaluate.timeml import AnnotatedDocument, Timex, read_folder
from pipeline.groups import load_registry
from pipeline.model import Block, BlockKind, Document, Prose, Span

OWN = Path(__file__).parent / "data"  # "pieces": ten items in the manner of agencies and business pages
CORPORA = Path(__file__).parents[3] / "shared" / "bench" / "timex"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def _dates(document: AnnotatedDocument) -> tuple[Timex, ...]:
    """The dates of a text, without the stages that have no say in them."""
    text = document.text
    prose = Prose(text, (Block(Span(0, len(text)), BlockKind.BODY, "test"),) if text else ())
    source = Document(document.id, text, document.id, "", published=document.published)
    expressions = timex.find(text, document.language)
    publication = date_document(source, prose, expressions, (), load_registry())
    mentions = timex.resolve(document.id, text, expressions, publication, prose)
    return tuple(Timex(m.start, m.end, m.text, m.timex_type, m.value) for m in mentions)


@pytest.mark.parametrize("corpus", FLOORS)
def test_a_corpus_is_read_no_worse_than_before(corpus):
    """Value F1 and strict F1 do not fall below what floors.toml pins."""
    folder = OWN / corpus if (OWN / corpus).is_dir() else CORPORA / corpus
    if not folder.is_dir():
        pytest.skip(f"the corpus {corpus} is not beside the project")
    documents = read_folder(folder)
    reached = scores.score(documents, {d.id: _dates(d) for d in documents})
    assert 100 * reached.value_f1 >= FLOORS[corpus]["value"]
    assert 100 * reached.strict.f1 >= FLOORS[corpus]["strict"]
