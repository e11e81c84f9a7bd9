"""One document through all stages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse import analyse
from pipeline.model import BlockKind, Document

TEXT = (
    "Convoy attacked on the road to Lere\n\nBAMAKO, May 4: Ansar Dine fighters attacked a convoy near Lere on Friday, "
    "the Malian army said.\n\nIts spokesman was quoted later (Le Soir [Dakar], May 5).\n\n3 Comments\n\n"
    "#1  Seen in Paris on 1 April 1999.\nPosted by: Stork 2012-05-06 10:00\n"
)


def document(text: str, **values) -> Document:
    return Document("x", text, "x.txt", "0", **values)


def test_nothing_comes_out_of_comments():
    """Dates and places of readers' comments are no mentions."""
    analysis = analyse(document(TEXT, published="2012-05-04"))
    comments = analysis.prose.of_kind(BlockKind.COMMENT)
    found = [*analysis.dates, *analysis.places, *analysis.groups, *analysis.events]
    assert comments
    assert found
    assert not any(mention.span.overlaps(block.span) for mention in found for block in comments)


def test_a_newspapers_home_is_no_place():
    """The town in a citation is where a paper is made, not where anything happened."""
    analysis = analyse(document(TEXT, published="2012-05-04"))
    assert "Dakar" not in {place.text for place in analysis.places}
    assert "Lere" in {place.text for place in analysis.places}


def test_names_of_groups_are_masked_and_those_of_states_are_not(monkeypatch):
    """Places are looked for outside the names of groups and organisations, and inside "troops of Chad"."""
    text = "Boko Haram fled to Maiduguri, Chadian troops and the World Bank said on 3 May 2014."
    masked = []

    def finding(*args, masks, **options):
        masked.extend(text[span.start : span.end] for span in masks)
        return ()

    monkeypatch.setattr("pipeline.analyse.find_places", finding)
    groups = {group.text for group in analyse(document(text)).groups}
    assert {"Boko Haram", "World Bank", "Chadian troops"} <= groups
    assert {"Boko Haram", "World Bank"} <= set(masked)
    assert "Chadian troops" not in masked


def test_stated_language_is_taken():
    """A language that the document states is not second-guessed; otherwise it is told from the text."""
    assert analyse(document("Ok.", language="fr")).language == "fr"
    assert analyse(document("Les soldats ont quitté la ville lundi matin.")).language == "fr"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "fr", "ar", "xx", None]))
def test_any_text_is_analysed(text, language):
    """No text whatever makes a stage fail, and every mention's span holds its text."""
    analysis = analyse(document(text, language=language))
    for mention in (*analysis.dates, *analysis.places, *analysis.groups, *analysis.events):
        assert text[mention.start : mention.end] == mention.text


def test_same_document_same_analysis():
    """Stages keep no memory of earlier documents."""
    first = analyse(document(TEXT))
    analyse(document("Elsewhere, on 3 March 1999, rebels took Lere in Chad."))
    assert analyse(document(TEXT)) == first
