"""The language of the page itself, and of words that the widgets say by themselves: they have no setting for either."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import streamlit as st

from views.texts import FOLDER, TextsInvalid, language

WIDGETS = FOLDER / "widgets"
SCRIPT = Path(__file__).parent / "words.js"


def draw() -> None:
    """Nothing to be seen: tells the browser the language, and has the widgets say their words in it."""
    _component()(key="widget-words", data={"language": language(), "words": words(language())})


@lru_cache
def words(code: str) -> dict[str, str]:
    """What a widget says in English → in the language; names in braces stand for what differs. Raises TextsInvalid."""
    path = WIDGETS / f"{code}.toml"
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TextsInvalid(f"{path}: {error}") from error


@st.cache_resource(show_spinner=False)
def _component():
    """Registered once a server."""
    js = SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component("dateline_widget_words", html="<i hidden></i>", js=js, isolate_styles=False)
