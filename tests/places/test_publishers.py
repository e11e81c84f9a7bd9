"""The publisher's home as a hint."""

import pytest

from pipeline.model import Block, BlockKind, Document, Prose, Span
from pipeline.places import load_gazetteer
from pipeline.places.publishers import home, publishers
from pipeline.places.tables import GazetteerError
from tests.places.reading import only, read


def document(**facts):
    return Document("d", "", "d.txt", "", **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"publisher": "The Irish Times"}, "IE"),
        ({"publisher": "irish times"}, "IE"),
        ({"publisher": "Topeka Capital-Journal"}, "Topeka, US"),
        ({"publisher": "The Guardian", "place": "Lagos"}, "Lagos"),
        ({"publisher": "The Nowhere Gazette"}, None),
        ({"url": "https://www.example.co.uk/news/1"}, "GB"),
        ({"url": "https://news.example.ml/1"}, None),
        ({"url": "https://example.com/1"}, None),
        ({"url": "http://[broken"}, None),
        ({}, None),
    ],
)
def test_where_a_document_comes_from(facts, expected):
    """A stated place goes before a publisher, that before the address; endings sold to anyone say nothing."""
    assert home(document(**facts)) == expected


def test_every_publisher_has_a_home_on_the_map():
    """Countries and towns of the table are in the gazetteer."""
    gazetteer = load_gazetteer()
    for name, where in publishers().items():
        town, _, code = where.rpartition(", ")
        assert code in gazetteer.countries, name
        if town:
            assert any(sense.place.country_code == code for sense in gazetteer.senses(town)), name


def test_home_decides_between_places_alike_and_no_more():
    """A Kansas paper's Abilene is the one up the road; the text's own word goes before the publisher's home."""
    assert only("A barn burnt in Abilene.", home="Salina, US").latitude == pytest.approx(38.92, abs=0.1)
    assert read("A barn burnt in Abilene, Texas.", home="Topeka, US")[0].latitude == pytest.approx(32.45, abs=0.1)
    assert only("It rained in Newcastle.", home="GB").country_code == "GB"
    assert only("It rained in Newcastle.", home="AU").country_code == "AU"


def test_a_bad_line_is_named(tmp_path):
    """The message gives file and line."""
    file = tmp_path / "publishers.tsv"
    file.write_text("publisher\tcountry\ttown\nThe Echo\tIreland\t\n")
    with pytest.raises(GazetteerError, match="line 2: country"):
        publishers(file)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("(Le Combat [Bamako], November 5)", "Bamako"),
        ("(a nameless paper, November 4; El Watan [Algiers], May 3)", "Algiers"),
        ("(The Irish Times, May 3)", "IE"),
        ("(a nameless paper, November 4)", None),
    ],
)
def test_the_sources_cited_hint_where_nothing_else_does(tags, expected):
    """The town in brackets after a source's name, or what the table knows of it; the document's place goes first."""
    prose = Prose(tags, (Block(Span(0, len(tags)), BlockKind.SOURCE, "test"),))
    assert home(document(), prose) == expected
    assert home(document(place="Lagos"), prose) == "Lagos"
