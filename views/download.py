"""What Explore shows, as a file for other programs: the format, and a button that makes the file when it is clicked."""

from __future__ import annotations

import io
import os

import streamlit as st

from pipeline.exchange import FORMATS, ExportError, write_to
from views.export import ADDRESS, chosen
from views.loading import table_directory
from views.query import Opened, tally
from views.selection import Selection
from views.texts import language, say, use

# Of a file that is made here, where it is held in memory; more would take the room of the dashboard's other users.
EVENTS = int(os.environ.get("DATELINE_EXPORT_EVENTS") or 200_000)
MEGABYTES = int(os.environ.get("DATELINE_EXPORT_MB") or 200)


class _Held(io.BytesIO):
    """A file in memory that grows no larger than is allowed."""

    def write(self, content) -> int:
        if self.tell() + len(content) > MEGABYTES * 1_000_000:
            raise ExportError(f"the file is larger than {MEGABYTES} MB")
        return super().write(content)

    def writelines(self, lines) -> None:
        for line in lines:
            self.write(line)


def data(opened: Opened, selection: Selection) -> None:
    """The choice and the button; of too many events, the command that writes them."""
    shown = tally(opened, selection, None).counter.shown
    if shown > EVENTS:
        st.caption(say("export.too_many", n=shown, most=EVENTS))
        return
    name = st.selectbox(
        say("export.format"),
        list(FORMATS),
        key="export-format",
        format_func=_label,
        help=say("export.limits", n=EVENTS, megabytes=MEGABYTES),
    )
    tried = st.session_state.setdefault("export-too-large", set())  # formats with numbers of events
    if (name, shown) in tried:
        st.caption(say("export.too_large", n=shown, format=_label(name), megabytes=MEGABYTES))
        return
    form, spoken, address = FORMATS[name], language(), (st.context.url or ADDRESS).partition("?")[0]

    def made() -> bytes:
        """In a thread of its own, which knows no language yet."""
        use(spoken)
        held = _Held()
        try:
            write_to(held, chosen(opened, selection, _fingerprint(), address), name)
        except ExportError:
            tried.add((name, shown))
            raise
        return held.getvalue()

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
