"""The timeline, read by TimelineJS's own parser under node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.exchange import write
from tests.exchange.invented import HOSTILE, empty, whole

READER = Path(__file__).parent / "timelinejs"


@pytest.fixture(scope="module")
def parsed(tmp_path_factory):
    """What TimelineJS makes of the export. Its package is installed beside the test the first time."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            pytest.skip(
                f"{program} is not installed, and TimelineJS's parser runs under it: apt-get install nodejs npm"
            )
    if not (READER / "node_modules" / "@knight-lab" / "timelinejs").is_dir():
        command = ["npm", "ci", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=READER, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"TimelineJS's package could not be installed: {done.stderr.strip()[-200:]}")
    path = tmp_path_factory.mktemp("timeline") / "timeline.json"
    path.write_bytes(write(whole(), "timelinejs"))
    done = subprocess.run(
        ["node", "read.mjs", path], cwd=READER, capture_output=True, text=True, timeout=120, check=True
    )
    return json.loads(done.stdout)


def test_timelinejs_finds_no_error(parsed):
    """Every dated event is a slide, and the parser has nothing to complain of."""
    assert parsed["errors"] == []
    assert {slide["id"] for slide in parsed["events"]} == {"event-e1", "event-e2", "event-e3"}


def test_dates_are_the_intervals(parsed):
    """A day starts and does not end, a month goes from first to last day, an open date stands at its known side."""
    dates = {slide["id"]: (slide.get("start"), slide.get("end"), slide["words"]) for slide in parsed["events"]}
    assert dates["event-e1"] == ("2012-05-03", None, "3 May 2012")
    assert dates["event-e2"] == ("2012-06-01", "2012-06-30", "Jun 2012")
    assert dates["event-e3"] == ("2014-07-07", None, "by 7 Jul 2014")


def test_undated_events_are_named(parsed):
    """What can't stand on the line is on the title slide, and the sum comes out."""
    assert "3 of 4 events are on the line; 1 have no date" in parsed["title"]["body"]
    assert "Somebody spoke" in parsed["title"]["body"]
    assert "4 of 9 shown" in parsed["title"]["body"]


def test_hostile_text_is_shown_as_text(parsed):
    """What the parser gives its page has no element of a text's own, and the text is all there."""
    second = next(slide for slide in parsed["events"] if slide["id"] == "event-e2")
    assert "<script>window.harmed=1</script>" in second["headline"]
    elements = {name for slide in [parsed["title"], *parsed["events"]] for name in slide["elements"]}
    assert elements <= {"p", "bdi", "blockquote", "a", "ul", "li"}
    assert second["headline"].startswith(HOSTILE[:20])


def test_an_empty_timeline_says_so():
    """Without events there is still a title slide with the sum."""
    timeline = json.loads(write(empty(), "timelinejs"))
    assert timeline["events"] == []
    assert "0 of 0 events" in timeline["title"]["text"]["text"]
