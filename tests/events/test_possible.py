"""What is passed over before the grammar of a sentence is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.analyse import analyse
from pipeline.events import happenings
from pipeline.model import Document, EventMention

HERE = Path(__file__).parent


def _texts() -> list[str]:
    """Reports of incidents, and the longer pieces of the news in English and French."""
    reports = [json.loads(line)["text"] for line in (HERE / "incidents_world.jsonl").read_text("utf-8").splitlines()]
    pieces = [json.loads(line)["text"] for line in (HERE / "pieces.jsonl").read_text("utf-8").splitlines()]
    return [*reports[::2], *pieces]


def _events() -> list[tuple[EventMention, ...]]:
    return [analyse(Document(f"r{i}", text, "r", f"{i:064}")).events for i, text in enumerate(_texts())]


def test_only_what_could_tell_of_nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheap tests before the grammar save time and change no event: without them the same ones are found."""
    found = _events()
    assert sum(map(len, found)) > 50
    monkeypatch.setattr(happenings, "possible", lambda *_: True)
    monkeypatch.setattr(happenings, "_general", lambda *_: False)
    assert _events() == found
