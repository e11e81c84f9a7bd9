"""Adding documents, correcting them, and reviewing events, as people do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import serve

from pipeline import build, corrections, store

REPORTS = {
    "gao.txt": "---\ntitle: Convoy near Gao\npublished: 2020-06-04\n---\n"
    "Gunmen of MUJAO attacked a convoy near Gao on Tuesday. Rebels seized Kidal.\n",
    "mopti.txt": "---\ntitle: Talks in Mopti\npublished: 2020-05-04\n---\nElders met envoys in Mopti on 2 May 2020.\n",
}


@pytest.fixture
def served(tmp_path):
    """A dashboard of its own over two reports; its address and the folder of its table."""
    (tmp_path / "corpus").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    table = tmp_path / "table"
    build.build([tmp_path / "corpus"], table)
    environment = {"DATELINE_TABLE": str(table), "DATELINE_CORPUS": str(tmp_path / "corpus")}
    for address in serve(environment, tmp_path / "log"):
        yield address, table


@pytest.fixture
def reader(chromium, served):
    """Opens a page of the dashboard as a reader of its own."""
    contexts = []

    def opened(path: str):
        contexts.append(chromium.new_context(viewport={"width": 1440, "height": 900}))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.goto(served[0] + path)
        page.wait_for_selector(".dl-counter:has-text(' ')")
        return page

    yield opened
    for context in contexts:
        context.close()


def titles(table: Path) -> list[str]:
    return sorted(store.open_table(table).events["title"])


def box(page, name: str):
    """A field to write into."""
    return page.get_by_role("textbox", name=name, exact=True)


def named(page, name: str):
    """Say who reviews."""
    box(page, "Your name").fill(name)
    box(page, "Your name").press("Enter")
    page.wait_for_function("!document.querySelector('input[aria-label=\"Your name\"]')")
    return page


def test_files_are_added_and_a_broken_one_is_explained(reader, served):
    """Of two files dropped the good one is in the table with its events, the broken one is named with a reason."""
    page = reader("/documents")
    page.get_by_text("Add files").click()
    files = [
        {"name": "segou.txt", "mimeType": "text/plain", "buffer": b"Police arrested two men in Segou on 3 May 2020.\n"},
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 <b>torn</b>"},
    ]
    page.get_by_role("button", name="Add to the table").click()
    page.get_by_text("No file was chosen").wait_for()
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_text("broken.pdf").wait_for()
    page.get_by_role("button", name="Add to the table").click()
    page.wait_for_selector(".dl-outcomes li.skipped", timeout=120_000)  # the first file to be read loads the program
    outcomes = page.locator(".dl-outcomes li").all_inner_texts()
    assert any(re.search(r"Added.*segou\.txt.*1 event", line) for line in outcomes), outcomes
    assert any(re.search(r"Skipped.*broken\.pdf.*→", line) for line in outcomes), outcomes
    assert "3 documents" in page.inner_text(".dl-counter")
    assert "segou" in {document.id for document in store.stored_documents(served[1])}


def test_a_publication_date_shows_what_it_moves_before_it_does(reader, served):
    """A new date lists what would move and changes nothing; applied, the document and its events have it."""
    page = reader("/documents?document=gao")
    page.wait_for_selector(".dl-reading mark.place:has-text('Gao')")
    page.get_by_text("Correct this date").click()
    box(page, "Published on").fill("2020-07-02")
    box(page, "Published on").press("Enter")
    page.wait_for_selector(".dl-moves")
    assert "30 Jun 2020" in page.inner_text(".dl-moves")
    assert not (served[1] / corrections.LEDGER).exists()
    named(page, "Ada")
    page.get_by_role("button", name="Apply", exact=True).click()
    page.wait_for_selector(".dl-published:has-text('2 Jul 2020')")
    assert "corrected" in page.inner_text(".dl-published")
    page.wait_for_selector(".dl-moves", state="detached")  # nobody applies it twice


def test_an_edit_shows_both_values_and_can_be_undone(reader, served):
    """A corrected title stands beside what was read; taken back, the table is as before."""
    before = titles(served[1])
    event = store.open_table(served[1]).events.iloc[0]
    page = named(reader(f"/review?event={event['event_id']}"), "Ada")
    page.keyboard.press("e")
    box(page, "Date").fill("some day")
    box(page, "Title").fill("<b>Renamed</b> by hand")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=is no date in EDTF")
    assert titles(served[1]) == before
    box(page, "Date").fill("2020-05~")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".dl-was")
    assert "<b>Renamed</b> by hand" in titles(served[1])
    assert event["title"] in page.inner_text(".dl-review")
    for _ in range(2):
        count = page.locator(".dl-was").count()
        page.get_by_role("button", name="Undo").first.click()
        page.wait_for_function(f"document.querySelectorAll('.dl-was').length < {count}")
    assert titles(served[1]) == before


def test_two_reviewers_at_once_lose_nothing(reader, served):
    """Both act on what they see, neither reloads, and both corrections stand in the ledger and the table."""
    first, second = list(store.open_table(served[1]).events["event_id"])[:2]
    pages = [named(reader(f"/review?event={one}"), who) for one, who in ((first, "Ada"), (second, "Bo"))]
    for page in pages:
        page.get_by_role("button", name="Accept").click(no_wait_after=True)
    for page in pages:
        page.wait_for_function("document.querySelector('.dl-counter').innerText.includes('correction')")
    for _ in range(100):
        found = corrections.read_ledger(served[1])
        if len(found.entries) == 2 and len(store.open_table(served[1]).corrections) == 2:
            break
        pages[0].wait_for_timeout(100)
    assert {(entry.by, entry.events[0].event_id) for entry in found} == {("Ada", first), ("Bo", second)}
    assert found.damaged == ()
    assert set(store.open_table(served[1]).corrections["state"]) == {"applied"}


def test_a_rejected_event_is_gone_from_explore(reader, served):
    """Rejected, an event leaves table and Explore, and is still seen in Review with who and why."""
    event = store.open_table(served[1]).events.iloc[0]
    page = named(reader(f"/review?event={event['event_id']}"), "Ada")
    page.keyboard.press("x")
    box(page, "Why").fill("no such thing")
    page.get_by_role("button", name="Reject this event").click()
    page.wait_for_selector("text=Rejected.")
    assert event["title"] not in titles(served[1])
    explore = reader("/")
    assert f"of {len(titles(served[1]))}" in explore.inner_text(".dl-counter")
    again = reader(f"/review?event={event['event_id']}")
    again.wait_for_selector(".dl-rejected")
    assert "Ada" in again.inner_text(".dl-rejected")
    assert "no such thing" in again.inner_text(".dl-rejected")
