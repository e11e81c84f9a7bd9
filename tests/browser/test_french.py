"""On a French page nothing is English but what a document says."""

from __future__ import annotations

import re

import pytest
from driver import SETTLED

ENGLISH = re.compile(
    r"\b(Upload|Skip to|Press|Help for|Open|Zoom|Box|Pan|Reset|Search|Download|Show|Add|Remove|per file)\b"
)


@pytest.fixture(scope="module")
def french(chromium, dashboard):
    context = chromium.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page, dashboard
    context.close()


@pytest.mark.parametrize("path", ["", "documents", "review", "brief"])
def test_what_is_said_of_every_widget_is_french(french, path):
    """The browser is told the language, and no widget, tool or hint has an English name, seen or read out."""
    page, address = french
    page.goto(f"{address}/{path}")
    page.wait_for_selector(".dl-counter", state="attached")
    page.wait_for_function(SETTLED)
    if path == "documents":
        page.locator("summary").first.click()
        page.locator('[data-testid="stFileUploader"]').wait_for()
        page.wait_for_function(SETTLED)
    page.wait_for_function("document.documentElement.lang === 'fr'")
    named = re.findall(r"^\s*- '?(?:button|link|textbox|searchbox|combobox|slider|radio) .*", snapshot(page), re.M)
    assert len(named) > 5
    assert [line for line in named if ENGLISH.search(line)] == []


def test_a_file_that_is_too_large_is_refused_in_french(french, tmp_path):
    """The field for files says so itself, with the limit, before anything is sent."""
    page, address = french
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(101 << 20)
    page.goto(f"{address}/documents")
    page.locator("summary").first.click()
    field = page.locator('[data-testid="stFileUploader"]')
    field.wait_for()
    page.wait_for_function("document.documentElement.lang === 'fr'")
    field.locator("input").set_input_files(large)
    field.get_by_text("Ce fichier dépasse 100").wait_for()
    assert "File must be" not in field.inner_text()


def snapshot(page) -> str:
    """What a screen reader has of the page, as text."""
    return page.locator("body").aria_snapshot()


def test_a_change_of_language_changes_the_widgets_too(french):
    """To English and back, every word of theirs goes along."""
    page, address = french
    page.goto(f"{address}/review")
    page.wait_for_selector(".dl-counter", state="attached")
    for name, words, code in (("en", "Skip to main content", "en"), ("fr", "Aller au contenu", "fr")):
        page.get_by_role("radio", name=name).click()
        page.wait_for_function(f"document.documentElement.lang === '{code}'")
        page.wait_for_function(SETTLED)
        assert page.locator("a").first.inner_text() == words
