"""Evidence: the sentence in its paragraph, what each value rests on, and nothing of a document's own markup."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from views import evidence
from views.evidence import Marked

ALLOWED = set("article p h2 strong span blockquote mark details summary ul li dl div dt dd br a".split())


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, page: str):
        super().__init__()
        self.tags, self.names, self.text = set(), set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_the_sentence_stands_in_its_paragraph_with_its_words_marked(twenty):
    """Date, place, group and trigger are marked where the text has them."""
    events = twenty.events
    event = events[events["dated"] & events["placed"]].iloc[0]
    page = evidence.evidence_html(twenty, event["event_id"])
    assert event["evidence"] in re.sub(r"\s+", " ", Tags(page).text)
    assert "Calm had returned by nightfall." in Tags(page).text
    for kind in ("date", "place", "group", "event"):
        assert f'class="{kind}"' in page
    assert f">{event['place']}</mark>" in page


def test_every_value_names_its_rule(twenty):
    """Why this date, why this place, why this event: the page answers by the rule's name."""
    events = twenty.events
    page = Tags(evidence.evidence_html(twenty, events[events["dated"] & events["placed"]]["event_id"].iloc[0])).text
    for rule in ("invented rule", "nearest before", "invented trigger"):
        assert rule in page


def test_a_missing_value_says_why(twenty):
    """An undated event gives its reason, and no date."""
    undated = twenty.events[~twenty.events["dated"]]["event_id"].iloc[0]
    page = Tags(evidence.evidence_html(twenty, undated)).text
    assert "no words of time in the sentence" in page
    assert "no date" in page


def test_an_inferred_publication_date_gives_its_grounds(twenty):
    """The source line says when, that it was worked out, and from what."""
    page = evidence.evidence_html(twenty, twenty.events["event_id"].iloc[0])
    assert "Published Dec 2014, worked out from the text" in page
    assert "the latest day it names lies in 2014" in page


def test_hostile_text_stays_text(hostile):
    """Whatever a document holds, only our own tags and attributes come out, and the words are all there."""
    for event in hostile.events["event_id"]:
        page = Tags(evidence.evidence_html(hostile, event))
        assert page.tags <= ALLOWED
        assert page.names <= {"class", "dir", "data-event", "title", "style", "href", "target", "rel"}
        assert "<script>" in page.text


def test_a_link_is_a_web_address_or_none():
    """javascript: and broken-out quotes are not linked."""
    for url in ("javascript:alert(1)", 'https://a.example/"onmouseover="x', "data:text/html,x"):
        assert "href" not in evidence._source({"document": "d", "url": url})
    assert 'href="https://a.example/b"' in evidence._source({"document": "d", "url": "https://a.example/b"})


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_marking_loses_no_character(text, spans):
    """Whatever is marked, however marks overlap, the text comes out whole."""
    marks = [Marked(min(s), max(s), "date") for s in spans if s[0] != s[1]]
    page = Tags(evidence.marked_html(text.replace("\r", " ").replace("\0", " "), 0, len(text), marks))
    assert page.text == text.replace("\r", " ").replace("\0", " ")


@given(st.integers(0, 3000), st.integers(1, 200))
def test_a_paragraph_always_holds_its_sentence_and_stays_short(start, length):
    """A page-long paragraph is cut around the sentence."""
    text = "word " * 1000
    start, end = min(start, len(text) - 1), min(start + length, len(text))
    first, last = evidence.paragraph(text, start, end)
    assert first <= start
    assert end <= last or text[last:end].isspace()
    assert last - first <= (end - start) + 2 * evidence.CONTEXT + 2
