"""Words and what their writing says."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.places.tokens import name_key, tokenise


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    """Offsets must lead back to the word in the text, in order and without overlap."""
    at = 0
    for token in tokenise(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= at
        at = token.end


def test_sentences_open_after_stops_but_not_after_abbreviations():
    """A capital after "St." is part of a name; after a full stop it may mean nothing."""
    opens = {t.text: t.opens for t in tokenise("He left. Then St. Louis and Mr. Brown met.")}
    assert opens["He"]
    assert opens["Then"]
    assert not opens["Louis"]
    assert not opens["Brown"]


def test_capitals_say_nothing_in_a_headline_of_capitals():
    """In a line where every word has a capital, no word stands out."""
    tokens = tokenise("Fighters Storm Market Near Old Harbour\nThe town was calm by noon, residents said.")
    assert all(t.loud for t in tokens if t.text in ("Fighters", "Market"))
    assert not any(t.loud for t in tokens if t.text in ("town", "residents"))


def test_an_apostrophe_joins_what_it_parts():
    """Names with apostrophes fold as the gazetteer folds them."""
    assert name_key(tokenise("Côte d’Ivoire")) == "cote divoire"
