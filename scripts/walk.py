"""Walk through the dashboard as an analyst does, and take the pictures of the README and the docs on the way.

    python scripts/walk.py [--output docs/images]

Builds the bundled corpus in a folder of its own, starts the dashboard on it and opens it in a Chromium: explore, mark
days, a group, an event, play, present; read a document and set its date right; review an event; put a briefing
together, show it and take it along as a file. Then the same first page in the dark and on a phone. About two minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from driver import FLAGS, MISSING, SETTLED, Screen, find_chromium, serve  # noqa: E402

DESK, PROJECTOR, PHONE = (1440, 900), (1920, 1080), (390, 844)
WHO = "Ada Analyst"
FADE = 1500  # milliseconds until names on the map have come up
Take = Callable[..., None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "images")
    settings = parser.parse_args()
    path = find_chromium()
    if path is None:
        sys.exit(MISSING)
    settings.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        corpus = {"DATELINE_TABLE": str(folder / "table"), "DATELINE_CORPUS": str(folder / "seeds")}
        for address in serve(corpus | {"DATELINE_REVIEWER": WHO}, folder / "log"):
            walk(path, address, settings.output)


def walk(chromium: str, address: str, output: Path) -> None:
    """Every stop in the order in which a reader comes to it; what changes the table comes late."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for theme, size, stops in (
            ("light", DESK, (explore, mark, narrow, play)),
            ("dark", DESK, (explore,)),
            ("dark", PROJECTOR, (present,)),
            ("light", PHONE, (phone,)),
            ("light", DESK, (documents, review, brief)),
        ):
            with window(browser, theme, size) as page:
                for stop in stops:
                    stop(page, address, taker(page, output, theme))
        browser.close()


@contextmanager
def window(browser, theme: str, size: tuple[int, int]) -> Iterator:
    """A visit of its own."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def taker(page, output: Path, theme: str) -> Take:
    """Takes a picture once the page stands still."""

    def take(name: str) -> None:
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(FADE)
        target = output / f"{name}-{theme}.png"
        page.screenshot(path=target)
        print(target, flush=True)

    return take


def explore(page, address: str, take: Take) -> None:
    """The page that opens, and the event that was picked: the same one on map, timeline, evidence and table."""
    screen = Screen(page, address)
    event = sorted(screen.events_on("map") & screen.events_on("timeline"))[0]
    page.goto(f"{address}/?event={event}")
    page.wait_for_selector(f'.dl-evidence[data-event="{event}"]')
    take("explore")


def mark(page, address: str, take: Take) -> None:
    """Drag along the timeline: only those days."""
    screen = Screen(page, address)
    screen.drag("timeline", (0.5, 0.7), (0.65, 0.7))
    take("brush")


def narrow(page, address: str, take: Take) -> None:
    """One group by its pill, then lanes by country."""
    page.locator(".st-key-group button").first.click()
    page.wait_for_function(SETTLED)
    page.get_by_text("Countries", exact=True).click()
    take("group")


def play(page, address: str, take: Take) -> None:
    """Days go by on their own, until they are stopped."""
    page.keyboard.press("p")
    page.wait_for_function("new URL(location).searchParams.has('play')")
    page.wait_for_timeout(2500)
    page.keyboard.press("p")
    page.wait_for_function("!new URL(location).searchParams.has('play')")


def present(page, address: str, take: Take) -> None:
    """What is projected at noon."""
    Screen(page, address, "present=1")
    page.keyboard.press("j")
    page.wait_for_function("new URL(location).searchParams.has('event')")
    take("present")


def phone(page, address: str, take: Take) -> None:
    """Map, evidence and timeline one under the other."""
    Screen(page, address)
    take("phone")


def documents(page, address: str, take: Take) -> None:
    """Read a document; ask what another date of publication would move."""
    page.goto(f"{address}/documents")
    page.wait_for_selector(".dl-reading mark")
    take("documents")
    page.get_by_text("Correct this date").click()
    date = page.get_by_role("textbox", name="Published on", exact=True)
    date.fill("2014-07-09")
    date.press("Enter")
    page.wait_for_selector(".dl-moves")
    take("redate")


def review(page, address: str, take: Take) -> None:
    """Set right what was read; both values are shown."""
    page.goto(f"{address}/review")
    page.wait_for_selector(".dl-review h2")
    page.get_by_role("button", name="Edit").click()
    title = page.get_by_role("textbox", name="Title", exact=True)
    title.wait_for()
    page.wait_for_function(SETTLED)
    title.fill(f"{page.inner_text('.dl-review h2')} for two days")
    page.get_by_role("textbox", name="Why").fill("The sentence says so.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".dl-was")
    take("review")


def brief(page, address: str, take: Take) -> None:
    """A briefing of an event and a view; shown, and taken along as a deck."""
    page.get_by_role("link", name="Explore", exact=True).click()
    page.wait_for_selector(".st-key-timeline .linked-chart[data-turn]")
    page.wait_for_function(SETTLED)
    page.locator(".st-key-step-later button").click()
    page.wait_for_function("new URL(location).searchParams.has('event')")
    page.wait_for_function(SETTLED)
    page.get_by_role("link", name="Brief", exact=True).click()
    page.get_by_role("button", name="Add the view of Explore").click()
    page.locator(".dl-player").wait_for()
    page.wait_for_function(SETTLED)
    page.get_by_label("Note").fill("What the sentence says, and how sure it is.")
    page.get_by_label("Note").press("Control+Enter")
    page.locator(".dl-slide.here .dl-note").first.wait_for()
    take("brief")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Write the file").click()
    print(download.value.suggested_filename, flush=True)


if __name__ == "__main__":
    main()
