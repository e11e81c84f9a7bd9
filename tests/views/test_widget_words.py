"""What Streamlit says by itself where something goes wrong is said in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from views.widget_words import words

SAID = (
    "File must be {size}MB or smaller.",
    "{type} files are not allowed.",
    "Only one file is allowed.",
    "Failed to generate file for download",
)


@pytest.fixture(scope="module")
def streamlits_own():
    """All that the installed Streamlit may say: its scripts and its handlers."""
    folder = Path(streamlit.__file__).parent
    files = (*folder.glob("static/static/js/*.js"), folder / "runtime" / "backend_operation_handler.py")
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


@pytest.mark.parametrize("sentence", SAID)
def test_errors_of_widgets_are_said_in_french(streamlits_own, sentence):
    """The sentence has a French one, and the installed Streamlit still says it in these words."""
    assert words("fr")[sentence]
    pieces = [piece for part in sentence.split("{") for piece in part.split("}")[-1:] if piece.strip(" MB")]
    assert all(piece.removeprefix("MB") in streamlits_own for piece in pieces)
