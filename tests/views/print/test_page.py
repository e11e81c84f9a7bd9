"""Figures for reports: what they show is what the app shows, whatever the table holds."""

from __future__ import annotations

import io
import re
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from views import state, texts
from views.print import lettering
from views.print.page import NARROWEST, Options, Page, page
from views.print.render import Format, TooLarge, picture
from views.print.view import events_of
from views.print.words import Provenance, filters_in_words, sources_of
from views.selection import POSSIBLE, tally, verdicts

ORIGIN = Provenance("463b0e4a0478f06e", "0.1.0", "http://localhost:8501/?group=AQIM")
SHAPES = {"svg", "title", "defs", "clipPath", "g", "rect", "path", "circle", "line", "text", "tspan", "style"}
SHAPES |= {"linearGradient", "stop"}
ASKED = ("group=AQIM", "status=occurred", "years=2011&years=2012", "q=convoy", "brush=2011-03-01..2012-05-01")
ASKED += ("area=box:-10,10,5,20", "event=e00003", "type=attack&type=meeting", "lanes=country")


def figure(catalogue, query="", **options) -> Page:
    return page(events_of(catalogue, query), Options(**options), ORIGIN)


def words_of(drawn: Page) -> list[str]:
    root = etree.fromstring(drawn.svg)
    return ["".join(text.itertext()) for text in root.iter("{*}text")]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ASKED), unique=True, max_size=3).map("&".join))
def test_the_counter_is_the_apps(twenty, query):
    """The sum on a figure is the one that the app shows for the same link."""
    events = twenty.events
    counter = tally(events, verdicts(events, state.from_link(query)).shown)
    assert counter.words in words_of(figure(twenty, query, width=900))


@pytest.mark.parametrize(("size", "theme"), list(product(["none", "twenty", "many"], ["light", "dark"])))
def test_any_number_of_events(size, theme, request):
    """No events, some, thousands: the page is whole, and every element is a vector."""
    catalogue = request.getfixturevalue(size)
    drawn = figure(catalogue, theme=theme)
    root = etree.fromstring(drawn.svg)
    assert {etree.QName(element).localname for element in root.iter()} <= SHAPES
    assert events_of(catalogue, "").counter.words in words_of(drawn)
    content = picture(drawn, Format.PDF)
    assert not PdfReader(io.BytesIO(content)).pages[0].images


def test_every_event_has_its_marks(twenty):
    """A dated event is on the timeline; a placed one is a dot or in an area, by itself or among those of its place."""
    view = events_of(twenty, "")
    root = etree.fromstring(figure(twenty).svg)
    (timeline,) = root.xpath("//*[@class='timeline']")
    (ground,) = root.xpath("//*[@class='map']")
    assert set(timeline.xpath(".//@data-event")) == set(view.events[view.events["dated"]]["event_id"])
    towns = view.events[view.events["placed"] & ~view.events["area"]]
    assert set(ground.xpath(".//*[@class='mark']/@data-event")) == set(towns["event_id"])
    areas = view.events[view.events["area"]].groupby("place")["event_id"].first()
    assert set(ground.xpath(".//*[@class='area']/@data-event")) == set(areas)


def test_a_narrow_figure_says_what_its_lanes_and_years_are(twenty):
    """Names of lanes keep more than two letters, and the axis its dates."""
    words = words_of(figure(twenty, width=NARROWEST))
    lanes = [each for each in words if each.endswith("…") and not each[0].isdigit()]
    assert all(len(each) > 5 for each in lanes)
    assert any(re.fullmatch(r"(\w{3} )?\d{4}", each) for each in words)


def test_a_map_credits_whose_data_it_shows(twenty):
    """In full and inside the frame, also on the narrowest figure."""
    root = etree.fromstring(figure(twenty, width=NARROWEST).svg)
    (words,) = root.xpath("//*[local-name()='text'][contains(., '© OpenStreetMap contributors')]")
    assert "GeoNames" in words.text
    assert float(words.get("x")) - lettering.width(words.text, 9.0) >= 0


def test_a_strip_says_how_many_events_when(twenty):
    """Over the lanes, on the same axis: each dated event is in a column, what is certain within what is possible."""
    root = etree.fromstring(figure(twenty).svg)
    columns = root.xpath("//*[@class='strip']/*[local-name()='rect']")
    sure = [float(c.get("height")) for c in columns if c.get("fill-opacity") == "0.75"]
    may = [float(c.get("height")) for c in columns if c.get("fill-opacity") == "0.28"]
    assert sure
    assert 0 < max(sure) <= max(may) == 30
    left = float(root.xpath("//*[@class='strip']/*[local-name()='line']/@x1")[0])
    assert min(float(c.get("x")) for c in columns) >= left


def test_what_is_only_possible_is_faint_but_to_be_seen(twenty):
    """Its rim is broken and keeps its colour, on map, timeline and in the legend."""
    view = events_of(twenty, "brush=2011-03-10..2012-05-20")
    root = etree.fromstring(page(view, Options(), ORIGIN).svg)
    possible = set(view.events[view.events["verdict"] == POSSIBLE]["event_id"])
    broken = root.xpath("//*[@stroke-dasharray]/ancestor::*[@data-event][1]/@data-event")
    assert broken
    assert set(broken) <= possible
    assert root.xpath("//*[@class='legend']//*[@stroke-dasharray]")
    assert all(float(rim.get("stroke-opacity", 1)) > 0.7 for rim in root.xpath("//*[@stroke-dasharray]"))


@pytest.mark.parametrize("query", ["", "event=e00003", "group=AQIM"])
def test_a_figure_has_whole_pixels(twenty, query):
    """On the screen no line of it is half a pixel, which would blur the letters or cut them."""
    drawn = figure(twenty, query)
    assert drawn.height == int(drawn.height)
    with Image.open(io.BytesIO(picture(drawn, Format.PNG))) as image:
        assert image.size == (drawn.width, drawn.height)


@pytest.mark.parametrize("form", list(Format))
def test_the_same_view_gives_the_same_bytes(twenty, form):
    """Nothing of the day or the run is in a file."""
    first, second = (picture(figure(twenty, "event=e00003"), form) for _ in range(2))
    assert first == second


def test_a_width_on_paper_is_kept(twenty):
    """16 cm at 300 dots an inch are 1,890 pixels."""
    drawn = figure(twenty, width=16 / 2.54 * 96)
    image = Image.open(io.BytesIO(picture(drawn, Format.PNG, 300)))
    assert abs(image.width - 1890) <= 1
    box = PdfReader(io.BytesIO(picture(drawn, Format.PDF))).pages[0].mediabox
    assert float(box.width) == pytest.approx(16 / 2.54 * 72, abs=0.1)


def test_text_of_a_pdf_can_be_selected(twenty):
    """Title, counter, sources, fingerprint and version are text."""
    reader = PdfReader(io.BytesIO(picture(figure(twenty, title="Who met whom"), Format.PDF)))
    text = reader.pages[0].extract_text()
    for words in ("Who met whom", "20 of 20 shown", "The Invented Gazette", "463b0e4a0478", "Dateline 0.1.0"):
        assert words in text
    assert reader.metadata.title == "Who met whom"
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert all("Inter" in font for font in fonts)


def test_the_footer_can_be_left_out(twenty):
    """Without it there are no sources, fingerprint or link; the counter stays."""
    words = " ".join(words_of(figure(twenty, footer=False)))
    assert "20 of 20 shown" in words
    assert "Gazette" not in words
    assert "463b0e4a0478" not in words


def test_the_selected_event_has_its_sentence(twenty):
    """Its evidence stands on the page, and its marks are ringed."""
    view = events_of(twenty, "event=e00003")
    evidence = view.catalogue.events["evidence"].iloc[view.catalogue.position("e00003")]
    assert evidence in " ".join(words_of(figure(twenty, "event=e00003")))
    assert "#5B45D6" in figure(twenty, "event=e00003").body


def test_hostile_text_does_no_harm(hostile):
    """Tags, quotes and 500 characters of names are words on the page and nothing else."""
    drawn = figure(hostile, "event=e00003&q=<script>&place=<b>x")
    root = etree.fromstring(drawn.svg)
    assert {etree.QName(element).localname for element in root.iter()} <= SHAPES
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert "<script>" in " ".join(words_of(drawn))
    for form in Format:
        assert picture(drawn, form)
    widest = max(float(x) for x in re.findall(r'<text x="([\d.]+)"', drawn.body))
    assert widest <= drawn.width


def test_right_to_left_text_has_letters(hostile):
    """Arabic in a title is set in a typeface that has it."""
    reader = PdfReader(io.BytesIO(picture(figure(hostile, "event=e00003"), Format.PDF)))
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert any("Vazirmatn" in font for font in fonts)


def test_filters_are_said(twenty):
    """Every filter of the link stands on the page, in the reader's language."""
    view = events_of(
        twenty, "group=AQIM&years=2011&years=2012&q=convoy&area=box:-10,10,5,20&brush=2011-03-01..2011-05-01"
    )
    said = " · ".join(filters_in_words(view))
    for words in ("AQIM", "2011–2012", "convoy", "box", "1 Mar"):
        assert words in said
    texts.use("fr")
    try:
        assert "Années : 2011–2012" in filters_in_words(view)
    finally:
        texts.use("en")


def test_sources_are_numbered_once(many):
    """A document has one number, however many events rest on it."""
    found = sources_of(events_of(many, ""))
    assert [source.number for source in found] == list(range(1, 201))
    assert len({source.document for source in found}) == 200


def test_impossible_sizes_are_refused(twenty):
    """Too narrow to read, no such theme, too large for any document."""
    with pytest.raises(ValueError, match="pixels wide"):
        Options(width=100)
    with pytest.raises(ValueError, match="no theme"):
        Options(theme="sepia")
    with pytest.raises(TooLarge):
        picture(figure(twenty), Format.PNG, 5000)
