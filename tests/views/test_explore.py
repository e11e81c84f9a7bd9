"""The page, run without a browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import invented
import pytest
from invented import write
from streamlit.testing.v1 import AppTest

from pipeline import store
from pipeline.groups import load_registry
from views import controls, explore, loading, query
from views.explore import charts
from views.selection import Area, Brush

ROOT = Path(__file__).parents[2]


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """Opens the dashboard on a table of so many invented events, with a link's parameters."""

    def open_page(number: int, **query: str) -> AppTest:
        write(tmp_path / "table", tmp_path / "corpus", number)
        monkeypatch.setenv("DATELINE_TABLE", str(tmp_path / "table"))
        monkeypatch.delenv("DATELINE_CORPUS", raising=False)
        page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return open_page


def html(page: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in page.main if element.type == "html") or " ".join(
        str(element.proto.body) for element in page.get("html")
    )


def counter(page: AppTest) -> str:
    return re.search(r'class="dl-counter"[^>]*>([^<]*)<', html(page))[1]


def shown(page: AppTest) -> int:
    return int(counter(page).split(" of ")[0].replace(",", ""))


@pytest.mark.parametrize("number", [0, 1, 20, 2000])
def test_the_page_stands_with_any_number_of_events(visit, number):
    """None, one, twenty or two thousand: no error, and the counter counts them all."""
    page = visit(number)
    assert not page.exception
    assert counter(page).startswith(f"{number:,} of {number:,} shown")


@pytest.mark.parametrize("number", [0, 20, 2000])
def test_what_a_first_visit_asks_is_known_before_it_comes(visit, number):
    """A page without a selection finds its numbers and both charts worked out, whatever the table's size."""
    page = visit(number)
    kept = (query.tally, query.group_counts, charts._few_on_map, charts._few_on_timeline)
    for each in kept:
        each.cache_clear()
    list(explore.foresee(loading.open_early()))
    before = [each.cache_info().misses for each in kept]
    page.run()
    assert [each.cache_info().misses for each in kept] == before == [min(number, 1)] * len(kept)


def test_without_events_the_page_says_what_to_do(visit):
    """An empty table is not an empty page."""
    assert "Add reports or articles on the page Documents" in html(visit(0))


def test_a_filter_narrows_counter_and_table_and_clear_undoes_it(visit):
    """Widgets, counter and table agree; one button takes all back."""
    page = visit(20)
    page.button_group(key="group").set_value(["MUJAO"]).run()
    assert 0 < shown(page) < 20
    assert len(page.dataframe[0].value) == shown(page)
    assert set(page.dataframe[0].value["Groups"]) == {"MUJAO"}
    page.button(key="clear").click().run()
    assert shown(page) == 20
    assert page.button(key="clear").disabled


def test_groups_beyond_two_lines_are_in_a_popover(visit, monkeypatch):
    """No group is out of reach, and a link may name any of them in the same way."""
    names = [group.id for group in load_registry().groups if group.kind == "armed group"][:40]
    monkeypatch.setattr(invented, "GROUPS", names)
    page = visit(400)
    counts = {pill.key: pill.options for pill in page.button_group}
    first, others = counts["group"], counts["more"]
    assert first
    assert others
    assert len(set(first) | set(others)) == len(first) + len(others) == len(set(names))
    linked = visit(400, group=[first[0], others[0]])
    assert linked.session_state["group"] == [first[0]]
    assert linked.session_state["more"] == [others[0]]
    assert set(linked.dataframe[0].value["Groups"]) == {first[0], others[0]}
    linked.button(key="clear").click().run()
    assert shown(linked) == 400


def test_filters_that_nothing_passes_say_so(visit):
    """Nothing found is said in words, with the way back."""
    page = visit(20)
    page.text_input(key="q").set_value("unicorn").run()
    assert shown(page) == 0
    assert "Nothing matches" in html(page)


def test_a_link_opens_its_marks(visit):
    """Brush and event of the link are taken up, and stay in the link."""
    page = visit(20, brush="2011-01-01..2012-12-31", event="e00004")
    assert page.session_state.brush == Brush(date(2011, 1, 1), date(2012, 12, 31))
    assert 0 < shown(page) < 20
    assert 'data-event="e00004"' in html(page)
    assert page.query_params["event"] in ("e00004", ["e00004"])


def test_a_link_to_an_unknown_event_shows_the_first(visit):
    """An event of another table is forgotten, not an error."""
    page = visit(20, event="gone", brush="never", area="nowhere")
    assert not page.exception
    assert shown(page) == 20
    assert "event" not in page.query_params


def test_stepping_goes_through_the_shown_events_in_order(visit):
    """Later and earlier follow time, and end where the events end."""
    page = visit(20)
    assert page.button(key="step-earlier").disabled
    seen = [re.search(r'data-event="(\w+)"', html(page))[1]]
    while not page.button(key="step-later").disabled:
        page.button(key="step-later").click().run()
        seen.append(re.search(r'data-event="(\w+)"', html(page))[1])
    assert len(set(seen)) == len(seen) == 20


def test_possibly_inside_is_told_in_counter_and_table(visit):
    """A brush that cuts intervals says of each event which it is."""
    page = visit(20, brush="2012-06-10..2013-01-05")
    assert "only possibly inside" in counter(page)
    inside = page.dataframe[0].value["Inside"].tolist()
    assert inside.count("possibly") == int(re.search(r"(\d+) only possibly", counter(page))[1])


def test_a_missing_table_is_built_with_what_there_is(tmp_path, monkeypatch):
    """First start: nothing there yet, so the corpus is read and the table made."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "On 3 March 2012 gunmen attacked a convoy near Gao, officials said.\n", encoding="utf-8"
    )
    monkeypatch.setenv("DATELINE_TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("DATELINE_CORPUS", str(corpus))
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    assert not page.exception
    assert store.table_state(tmp_path / "table", [corpus]) == "ready"


def test_a_damaged_table_is_named_and_never_shown(tmp_path, monkeypatch):
    """Without a corpus to rebuild from, the page says which table is damaged and stops."""
    write(tmp_path / "table", tmp_path / "corpus", 5)
    (tmp_path / "table" / "current" / "events.parquet").write_bytes(b"broken")
    monkeypatch.setenv("DATELINE_TABLE", str(tmp_path / "table"))
    monkeypatch.delenv("DATELINE_CORPUS", raising=False)
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert "is damaged" in page.error[0].value
    assert str(tmp_path / "table") in page.error[0].value
    assert not page.dataframe


def test_a_corpus_without_a_readable_document_says_what_to_do(tmp_path, monkeypatch):
    """An empty folder is named, with the formats that can go there."""
    (tmp_path / "corpus").mkdir()
    monkeypatch.setenv("DATELINE_TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("DATELINE_CORPUS", str(tmp_path / "corpus"))
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert str(tmp_path / "corpus") in page.error[0].value
    assert ".docx" in page.markdown[-1].value


def test_a_table_of_ones_own_is_never_built_over(tmp_path, monkeypatch):
    """Only the documents that a table came from are ever built into it; the bundled ones, only where there is none."""
    monkeypatch.setenv("DATELINE_TABLE", "elsewhere")
    monkeypatch.delenv("DATELINE_CORPUS", raising=False)
    assert loading.corpus_paths() == []
    monkeypatch.delenv("DATELINE_TABLE")
    monkeypatch.chdir(tmp_path)
    assert loading.corpus_paths() == [Path("seeds")]
    write(Path("build"), Path("corpus"), 3)
    assert loading.corpus_paths() == []
    store.write_sources(Path("build"), [Path("corpus")], store.fingerprint([Path("corpus")]))
    assert loading.corpus_paths() == [Path("corpus")]
    (Path("build") / "current" / "events.csv").write_text("broken")
    assert loading.corpus_paths() == [Path("corpus")]


@pytest.fixture
def session(monkeypatch):
    """A stand-in for Streamlit's session."""

    class Session(dict):
        __getattr__ = dict.__getitem__
        __setattr__ = dict.__setitem__

    state = Session(brush=None, area=None, event=None)
    monkeypatch.setattr(controls.st, "session_state", state)
    return state


def test_what_the_browser_sends_is_taken_with_care(session):
    """A brush is days, a box is corners, a lasso is a ring; anything else takes the mark away and harms nothing."""
    controls.brush_days({"kind": "days", "days": ["2012-10-03 12:33:11.2", "2012-09-30"]})
    assert (session.brush.first.isoformat(), session.brush.last.isoformat()) == ("2012-09-30", "2012-10-03")
    for value in ({"kind": "none"}, {"kind": "days"}, {"kind": "days", "days": ["x", 3]}, {}):
        controls.brush_days(value)
        assert session.brush is None
    controls.mark_area({"kind": "box", "points": [[3, 20], [-4, 14]]})
    assert session.area == Area.box(-4, 14, 3, 20)
    for value in ({"kind": "lasso", "points": [[1, 2]]}, {"kind": "box", "points": [["a", 1]]}, {"kind": "none"}):
        controls.mark_area(value)
        assert session.area is None


def test_a_second_click_on_a_place_lets_it_go(session):
    """Clicking a mark marks its place; clicking it again shows everything again, the event still selected."""
    controls.pick_on_map(["e1", 2.0, 1.0, 1])
    assert (session.area, session.event) == (Area.spot(2.0, 1.0), "e1")
    controls.pick_on_map(["e1", 2.0, 1.0, 1])
    assert (session.area, session.event) == (None, "e1")
