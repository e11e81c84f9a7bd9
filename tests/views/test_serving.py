"""The server around the pages."""

import importlib.util
import threading

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from views import serving


@pytest.fixture
def nobody(monkeypatch):
    """A server that no reader has come to."""
    monkeypatch.setattr(serving, "coming", threading.Event())


def test_everything_is_foreseen_while_nobody_comes(nobody):
    """All steps are gone through."""
    done = []
    serving.foresee(done.append(n) for n in range(5))
    assert done == [0, 1, 2, 3, 4]


def test_a_reader_does_not_have_the_same_worked_out_twice(nobody):
    """The step under way when a reader comes is finished before the visit goes on; none begins after."""
    done, begun, reader = [], threading.Event(), threading.Event()

    def steps():
        yield done.append("first")
        begun.set()
        assert reader.wait(60)
        serving.coming.wait(60)
        yield done.append("second")
        yield done.append("third")

    foreseeing = threading.Thread(target=serving.foresee, args=(steps(),))
    foreseeing.start()
    assert begun.wait(60)
    reader.set()
    serving.attend()
    assert done == ["first", "second"]
    foreseeing.join(60)
    assert done == ["first", "second"]


def untouched(module):
    """A module of Streamlit's as it is installed, whatever has been done to the one that runs."""
    importlib.import_module(module)  # its classes look it up
    spec = importlib.util.find_spec(module)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_what_is_skipped_answers_as_streamlit_does():
    """Streamlit still has what is skipped, and of what the pages give it makes the same."""
    made = {name: getattr(untouched(module), name) for module, name, _ in serving.SKIPPED}
    instead = {name: skipping for _, name, skipping in serving.SKIPPED}
    for label in ("Explore", "Revue", "Présenter", "Côte d’Ivoire", ""):
        assert instead["extract_leading_emoji"](label) == made["extract_leading_emoji"](label)
    assert type(instead["scan_component_manifests"]()) is type(made["scan_component_manifests"](max_workers=1))


def test_a_streamlit_that_has_it_no_more_is_left_as_it_is(monkeypatch):
    """What a later release has renamed or taken away is not skipped, and nothing is made up in its place."""
    gone = (("streamlit.no_such_part", "scan", list), ("streamlit.string_util", "no_such_thing", list))
    monkeypatch.setattr(serving, "SKIPPED", gone)
    serving._skip()
    assert not hasattr(st.string_util, "no_such_thing")


def test_pages_load_with_it_skipped(monkeypatch):
    """Labels stand as they were given, and a component of the page's own is found."""
    for module, name, _ in serving.SKIPPED:
        found = importlib.import_module(module)
        monkeypatch.setattr(found, name, getattr(found, name))  # is put back
    serving._skip()

    def page():
        import streamlit as st

        st.button("Présenter")
        st.segmented_control("Séries", ["Années", "⚑ drapeau"])
        st.components.v2.component("dateline_tried", html="<p></p>")(key="tried")

    run = AppTest.from_function(page, default_timeout=60).run()
    assert not run.exception
    assert run.button[0].label == "Présenter"
    assert run.button_group[0].options[1] == "⚑ drapeau"
