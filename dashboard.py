"""Entry of the dashboard: `streamlit run dashboard.py`. The server's application, and the script of every visit."""

from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from views import serving
from views.front import Front

PAGES = ("explore", "documents", "review", "brief")  # in the order of the header; the first is the one that opens


def visit() -> None:
    """One run of the page."""
    serving.attend()
    st.set_page_config(page_title="Dateline", layout="wide", initial_sidebar_state="collapsed")
    st.html(Path(__file__).parent / "views" / "style.css")
    pages = {
        name: st.Page(partial(_draw, name), title=name.capitalize(), url_path=name, default=name == PAGES[0])
        for name in PAGES
    }
    here = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name, page in pages.items() if page == here)
    frame = serving.page("frame")
    frame.begin(pages)
    here.run()
    frame.finish(name)
    serving.answered.set()


def _draw(name: str) -> None:
    serving.page(name).page()


if __name__ == "__main__":
    visit()
else:
    app = st.App(__file__, lifespan=serving.lifespan(PAGES), middleware=[Middleware(Front)])
