"""What the page does: entries go into the ledger, and the table is brought up to date at once."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pipeline import corrections, reviewing, store
from pipeline.corrections import Entry
from views.heard import heard
from views.texts import say


def record(directory: Path, *entries: Entry) -> bool:
    """Append the entries and apply them; whether that was possible. What went wrong is said on the page."""
    try:
        corrections.append(directory, *entries)
        with st.spinner(say("review.applying")):
            reviewing.bring_up_to_date(directory)
    except (OSError, store.TableDamaged, store.TableMissing) as error:
        st.error(say("review.not_written", reason=heard(getattr(error, "strerror", None) or str(error))))
        return False
    return True


def undo(directory: Path, correction: str, by: str) -> None:
    """Take an entry of the ledger back."""
    entry = next((e for e in corrections.read_ledger(directory) if e.id == correction), None)
    if entry and record(directory, corrections.undo(entry, by=by)):
        st.toast(say("review.undone"))
        st.rerun()
