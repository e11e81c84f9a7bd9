"""Entry of the dashboard: `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from views import explore

st.set_page_config(page_title="Dateline", layout="wide", initial_sidebar_state="collapsed")
st.html(Path(__file__).parent / "views" / "style.css")
st.navigation([st.Page(explore.page, title="Explore", url_path="explore", default=True)], position="hidden").run()
