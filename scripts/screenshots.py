"""Take the pictures of the README and the docs from the running dashboard, light and dark.

    python scripts/screenshots.py [--table DIR] [--output docs/images]

Starts the dashboard on the bundled corpus (or on the table given), opens it in a Chromium and writes one PNG a view.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from driver import FLAGS, MISSING, Screen, find_chromium, serve  # noqa: E402

VIEWS = {
    "explore": ((1440, 900), ""),
    "explore-wide": ((1920, 1080), ""),
    "brush": ((1440, 900), "brush=2012-10-15..2013-02-15"),
    "group": ((1440, 900), "group=AQIM"),
    "phone": ((390, 844), ""),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--table", type=Path, help="a table to show instead of the bundled corpus")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "images")
    settings = parser.parse_args()
    path = find_chromium()
    if path is None:
        sys.exit(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        corpus = {"DATELINE_TABLE": f"{folder}/table", "DATELINE_CORPUS": str(ROOT / "seeds")}
        environment = {"DATELINE_TABLE": str(settings.table)} if settings.table else corpus
        for address in serve(environment, Path(folder) / "log"):
            take(path, address, settings.output)


def take(chromium: str, address: str, output: Path) -> None:
    """Every view in both themes."""
    from playwright.sync_api import sync_playwright

    output.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for theme in ("light", "dark"):
            for name, ((width, height), query) in VIEWS.items():
                viewport = {"width": width, "height": height}
                context = browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
                screen = Screen(context.new_page(), address, query)
                screen.page.wait_for_timeout(2500)  # names on the map fade in
                target = output / f"{name}-{theme}.png"
                screen.page.screenshot(path=target)
                print(target)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
