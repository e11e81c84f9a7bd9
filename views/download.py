"""What Explore shows, as a file for other programs: the format, and a button that makes the file when it is clicked."""

from __future__ import annotations

import streamlit as st

from pipeline.exchange import FORMATS
from views.export import ADDRESS, data_of
from views.loading import table_directory
from views.query import Opened, tally
from views.selection import Selection
from views.texts import language, say, use

MOST = 200_000  # events of a file that is made here; more would take the room of the dashboard's other users


def data(opened: Opened, selection: Selection) -> None:
    """The choice and the button; of too many events, the command that writes them."""
    shown = tally(opened, selection, None).counter.shown
    if shown > MOST:
        st.caption(say("export.too_many", n=shown, most=MOST))
        return
    name = st.selectbox(say("export.format"), list(FORMATS), key="export-format", format_func=_label)
    form, spoken, address = FORMATS[name], language(), (st.context.url or ADDRESS).partition("?")[0]

    def made() -> bytes:
        """In a thread of its own, which knows no language yet."""
        use(spoken)
        return data_of(opened, selection, name, fingerprint=_fingerprint(), address=address)

    st.download_button(
        say("export.download"),
        made,
        file_name=f"dateline{form.suffix}",
        mime=form.media_type,
        on_click="ignore",
        key="export-download",
    )


def _label(name: str) -> str:
    return say(f"export.name.{name}")


def _fingerprint() -> str:
    from pipeline import store

    return str(store.read_meta(table_directory()).get("fingerprint", ""))
