"""Entry of the dashboard: `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from views import brief, documents, explore, frame, review

PAGES = {  # in the order of the header; the first is the one that opens
    "explore": explore.page,
    "documents": documents.page,
    "review": review.page,
    "brief": brief.page,
}

st.set_page_config(page_title="Dateline", layout="wide", initial_sidebar_state="collapsed")
st.html(Path(__file__).parent / "views" / "style.css")
pages = {
    name: st.Page(draw, title=name.capitalize(), url_path=name, default=number == 0)
    for number, (name, draw) in enumerate(PAGES.items())
}
here = st.navigation(list(pages.values()), position="hidden")
name = next(name for name, page in pages.items() if page == here)
frame.begin(pages)
here.run()
frame.finish(name)
