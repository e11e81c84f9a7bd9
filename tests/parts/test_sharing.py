"""Equal values of many mentions are one object, and stay what they were."""

from __future__ import annotations

from pipeline.analyse import analyse
from pipeline.merge import read_of
from pipeline.model import Document
from pipeline.parts import part
from pipeline.parts.sharing import Sharing
from tests.parts.corpora import records


def reads() -> list:
    found = []
    for record in records(6):
        analysis = analyse(Document(record["id"], record["text"], "source", "", published=record["published"]))
        document = analysis.document
        found.append(read_of(document.id, document.source, document.text, analysis.publication, analysis.events))
    return part.unpack_reads(part.pack_reads(found))


def test_what_is_shared_says_the_same():
    """Packed again, the reads are the same bytes: no value has changed, nor its type."""
    sharing, wanted = Sharing(), part.pack_reads(reads())
    assert part.pack_reads([sharing.share(read) for read in reads()]) == wanted


def test_equal_values_are_one_object():
    """Words that two documents have in common are kept once."""
    sharing = Sharing()
    one, two = (sharing.share(read) for read in reads()[:2])
    first, second = one.told[0], two.told[0]
    assert first.family == second.family
    assert first.family is second.family
    common = set(first.words) & set(second.words)
    assert common
    assert {id(w) for w in first.words if w in common} == {id(w) for w in second.words if w in common}
