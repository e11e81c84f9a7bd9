"""What every page stands in: its colours and language, and the header with the way to the other pages."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from html import escape

import streamlit as st

from views import texts, widget_words
from views.palette import LIGHT, PALETTES, Palette
from views.texts import say

Pages = Mapping[str, "st.Page"]  # by name: the last part of the address, and of the text `frame.pages.NAME`
_pages: ContextVar[Pages] = ContextVar("pages")


def begin(pages: Pages) -> None:
    """Before a page is drawn: the pages there are, the reader's language and the theme's colours."""
    _pages.set(pages)
    texts.use(st.session_state.get("lang") or st.query_params.get("lang") or _own_language())
    st.html(f"<style>{palette().css}</style>")
    widget_words.draw()


def finish(page: str) -> None:
    """After a page is drawn: remember its link, for the way back to it."""
    st.session_state.setdefault("links", {})[page] = _link()


def palette() -> Palette:
    """Colours of the reader's theme."""
    return PALETTES.get(st.context.theme.type or "light", LIGHT)


def header(page: str, *, words: str = "", counter: str = "", explanation: str = "") -> None:
    """The line at the top: the pages, what is marked, and the sum that must come out, with its explanation on hover."""
    with st.container(horizontal=True, key="header", gap="medium", vertical_alignment="center"):
        st.html('<h1 class="dl-brand">Dateline</h1>')
        with st.container(horizontal=True, key="pages", gap="small", width="content"):
            for name, target in _pages.get().items():
                with st.container(key=f"page-{name}{'-here' if name == page else ''}", width="content"):
                    st.page_link(target, label=say(f"frame.pages.{name}"), query_params=_way(name))
        st.html(
            f'<p class="dl-words" dir="auto">{escape(words)}</p>'
            f'<p class="dl-counter" role="status" title="{escape(explanation)}">{escape(counter)}</p>'
        )
        _language_switch()


def _language_switch() -> None:
    codes = list(texts.LANGUAGES)
    st.segmented_control(
        say("frame.language"),
        codes,
        default=_own_language(),
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
        width="content",
    )


def _own_language() -> str:
    """The language of the reader's browser, where it is spoken here."""
    code = (st.context.locale or texts.DEFAULT).partition("-")[0].lower()
    return code if code in texts.LANGUAGES else texts.DEFAULT


def _way(page: str) -> dict[str, list[str]]:
    """The link of a page as the reader left it, in today's language."""
    link = dict(st.session_state.get("links", {}).get(page, {}))
    link.pop("lang", None)
    if texts.language() != _own_language():
        link["lang"] = [texts.language()]
    return link


def _link() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
