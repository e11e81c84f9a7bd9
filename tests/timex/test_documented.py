"""Every rule a reader can meet on the screen is explained in docs/dates.md."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.dating.evidence import WEIGHT
from pipeline.timex import lexicon

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
CODED = set(re.findall(r"`([^`\n]+)`", PAGE))


@pytest.mark.parametrize("language", lexicon.languages())
def test_every_rule_of_the_vocabulary_is_documented(language):
    """A rule's name is the answer to "why this date?", so it must lead to an explanation."""
    data = tomllib.loads((lexicon.FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    names = {rule["name"] for rule in data["rules"] if rule["builds"] != "count"}
    assert names <= CODED


def test_every_ground_for_a_publication_date_is_documented():
    """Each ground stands in the table with the weight it has."""
    for rule, weight in WEIGHT.items():
        shown = f"{weight:g}".lstrip("0") or "0"
        assert re.search(rf"^\| `{rule}` \|.*\| {re.escape(shown)} \|$", PAGE, re.MULTILINE), rule
