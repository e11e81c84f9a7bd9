"""Short reports of our own, in the manner of local papers, world news and blogs; the text files beside this one mark
their places."""

import re
from pathlib import Path

import pytest

from pipeline.evaluate.places import Toponym, score
from tests.places.reading import read

MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")
# F1 of names found and of names found within 161 km, when last measured: a change may raise these and never lower them.
FLOORS = [
    ("news", 50, 0.965, 0.94),
    ("local_news", 50, 0.99, 0.97),
    ("world_news", 50, 0.99, 0.97),
    ("county_news", 10, 0.91, 0.89),
]


def reports(name: str) -> list[tuple[str, list[Toponym]]]:
    """Each report's text without marks, and its toponyms with their points to the degree."""
    found = []
    paragraphs = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    for number, paragraph in enumerate(paragraphs):
        lines = [line for line in paragraph.splitlines() if not line.startswith("#")]
        if lines:
            found.append(_unmarked(str(number), "\n".join(lines)))
    return found


def _unmarked(name: str, marked: str) -> tuple[str, list[Toponym]]:
    text, at, toponyms = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        where = match[2].split()
        point = (float(where[1]), float(where[2])) if where else None
        toponyms.append(Toponym(name, len(text), len(text) + len(match[1]), point))
        text, at = text + match[1], match.end()
    return text + marked[at:], toponyms


@pytest.mark.parametrize(("name", "least", "found_floor", "located_floor"), FLOORS)
def test_news_of_many_kinds_is_read_no_worse_than_before(name, least, found_floor, located_floor):
    """Towns, counties and regions are found and placed; persons, teams, companies and roads are left alone."""
    gold, found = [], []
    documents = reports(name)
    for number, (text, toponyms) in enumerate(documents):
        document = toponyms[0].document if toponyms else f"none {number}"
        gold += toponyms
        found += [
            Toponym(document, m.start, m.end, None if m.latitude is None else (m.latitude, m.longitude))
            for m in read(text)
        ]
    scores = score(len(documents), gold, found, [None] * len(gold))
    assert scores.documents > least
    assert scores.found.f1 >= found_floor
    assert scores.located.f1 >= located_floor


@pytest.mark.parametrize(
    "text",
    [
        "Wichita fans saw Iowa State win on Saturday at home in Wichita.",
        "The truck left U.S. 54 in Wichita; U.S. Highway 400 was closed.",
        "He came to Wichita with his wife, Savannah, in May.",
        "Mr Santiago came to Wichita. Mr. Lincoln stayed at home.",
        "The price of Brent crude rose, a trader in Wichita said.",
    ],
)
def test_names_of_places_that_are_something_else(text):
    """Universities' teams, roads, relatives, persons addressed and things named after places are no places."""
    assert {m.text for m in read(text)} == {"Wichita"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Marsh, 43, of Hays, was not hurt.", "Hays"),
        ("Rep. Ann Marsh, R-Hays, wrote the bill.", "Hays"),
        ("A pipe burst in downtown Salina on Monday.", "Salina"),
        ("The Saline County Sheriff has two deputies in Salina.", "Saline County"),
        ("Gardaí in County Clare are looking for a van.", "County Clare"),
    ],
)
def test_local_ways_to_name_a_place(text, words):
    """Origins of persons and of politicians, downtowns and counties are read as places."""
    assert words in {m.text for m in read(text)}
