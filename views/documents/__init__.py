"""The Documents page: add files, read a document with what was found in it, set its date of publication right."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from views import frame
from views.documents import adding, dating, listing
from views.documents.found import Listed, document, documents
from views.documents.reading import legend, reading_html
from views.loading import ready_directory
from views.texts import say

PART = 30_000  # characters of a document on the screen at once


def page() -> None:
    """Draw the page for the current table."""
    directory = ready_directory()
    header = st.container(key="top")
    known = documents(directory)
    with header:
        events = sum(one.events for one in known)
        counter = say("documents.counter", documents=say("words.documents", n=len(known)), claims=events)
        frame.header("documents", counter=counter, explanation=say("documents.counter_explanation"))
    adding.section(directory, len(known))
    if not known:
        st.html(f'<div class="dl-empty"><h2>{say("documents.nothing.title")}</h2></div>')
        return
    left, right = st.columns([1, 1.5], gap="medium")
    with left, st.container(key="documents-list"):
        chosen = listing.section(known)
    with right:
        if chosen is None:
            st.html(f'<p class="dl-quiet">{say("documents.nothing_found")}</p>')
        else:
            _document(directory, chosen)


def _document(directory: Path, chosen: Listed) -> None:
    found = document(directory, chosen.id)
    st.html(listing.heading(chosen))
    dating.section(directory, found)
    first = _part(len(found.text))
    last = min(len(found.text), first + PART)
    st.html(legend())
    with st.container(key="reading"):
        st.html(reading_html(found, first, last))


def _part(length: int) -> int:
    """Where the part of a long document begins that is shown."""
    parts = -(-length // PART)
    if parts <= 1:
        return 0
    number = st.number_input(say("documents.part", parts=parts), 1, parts, 1, key="document-part")
    return (int(number) - 1) * PART
