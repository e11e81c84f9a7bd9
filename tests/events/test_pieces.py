"""News pieces of several paragraphs, written for this project, with the events that an analyst would list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.analyse import analyse
from pipeline.merge import merge
from pipeline.model import Document, Event, Status

HERE = Path(__file__).parent
# Share of the events wanted that come out, and of the rows that nobody asked for. They only get better. The second file
# has regions that the first has not, and more of the long sentences of French; the third has wires and
# local sites, the last has texts in which several sides act.
FLOORS = {
    ("pieces.jsonl", "en"): (0.88, 0.12),
    ("pieces.jsonl", "fr"): (0.92, 0.06),
    ("pieces_more.jsonl", "en"): (0.76, 0.10),
    ("pieces_more.jsonl", "fr"): (0.85, 0.09),
    ("pieces_french.jsonl", "fr"): (0.88, 0.17),
    ("pieces_fresh.jsonl", "en"): (0.73, 0.20),
    ("pieces_sides.jsonl", "en"): (0.71, 0.24),
    ("pieces_sides.jsonl", "fr"): (0.68, 0.14),
}


def fits(wanted: dict, event: Event) -> bool:
    """Type from the list, a claim that holds the word, and days inside those given."""
    days = event.when.interval if event.when else None
    ahead = event.status is Status.PLANNED  # and may have no day by which it is to be done
    if wanted["first"] and not (days and days.earliest and (days.latest or ahead)):
        return False
    latest = str(days.latest or days.earliest) if days else ""
    dated = not wanted["first"] or wanted["first"] <= str(days.earliest) <= latest <= wanted["last"]
    told = any(wanted["word"].lower() in claim.evidence.lower() for claim in event.claims)
    return dated and told and event.event_type in wanted["types"]


@pytest.mark.parametrize(("name", "language"), FLOORS)
def test_events_of_longer_pieces(name: str, language: str) -> None:
    """Most events that an analyst would list come out, and few rows that she would strike out."""
    wanted = found = rows = used = 0
    for number, line in enumerate((HERE / name).read_text("utf-8").splitlines()):
        piece = json.loads(line)
        if piece["language"] != language:
            continue
        document = Document(
            f"p{number}", piece["text"], "p", f"{number:064}", published=piece["published"], language=language
        )
        left = list(merge([analyse(document)]))
        wanted, rows = wanted + len(piece["events"]), rows + len(left)
        for asked in piece["events"]:
            match = next((e for e in left if fits(asked, e)), None)
            if match:
                left.remove(match)
                found += 1
        used += len(left)
    recall, struck = FLOORS[name, language]
    assert found / wanted >= recall
    assert used / rows <= struck
