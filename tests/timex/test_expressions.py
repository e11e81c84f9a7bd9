"""Classes of expressions, by example: the tables of data/ list what each sentence names, and nothing else is found.

A sentence of the publication "narrative" stands after one that makes the text a narrative.
"""

import csv
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from tests.timex.helpers import read

STORY = "It fought in 1801, 1802, 1803, 1804 and 1805.\n\n"
WRITTEN = date(2009, 12, 19)  # long after the stories
TABLES = sorted((Path(__file__).parent / "data").glob("*.tsv"))


def _examples():
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        for key, group in groupby(rows, key=lambda r: (r["language"], r["publication"], r["sentence"])):
            yield *key, [(r["expression"], r["type"], r["value"]) for r in group if r["expression"]]


@pytest.mark.parametrize(("language", "publication", "sentence", "expected"), list(_examples()))
def test_a_sentence_names_these_times(language, publication, sentence, expected):
    """Span, type and value of every expression are those of the table."""
    story = STORY if publication == "narrative" else ""
    written = WRITTEN if story else date.fromisoformat(publication)
    mentions = [m for m in read(story + sentence, written, language) if m.start >= len(story)]
    assert [(m.text, m.timex_type, m.value) for m in mentions] == expected
