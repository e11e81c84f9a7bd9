"""What is cut from inside paragraphs: datelines, citations of sources, publishers' tags."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.model import Document

LEAD = "Armed men on motorcycles attacked a checkpoint outside Ansongo on Friday night and left with two vehicles."
SECOND = "The prefect said that nobody was hurt, and that soldiers from Gao had been sent to look for the attackers."


def kinds(text: str) -> list[tuple[str, str]]:
    """(kind, text) of every block."""
    prose = clean(Document("x", text, "x.txt", "0"))
    return [(str(block.kind), text[block.span.start : block.span.end]) for block in prose.blocks]


def of_kind(kind: str, text: str) -> list[str]:
    return [words for found, words in kinds(text) if found == kind]


@pytest.mark.parametrize(
    "dateline",
    [
        "GAO, Oct 30:",
        "GAO, 30 Oct (AFP) -",
        "GAO, Mali (AP) —",
        "GAO (Reuters) -",
        "GAO, Mali, May 3, 2012 (PANA) --",
        "Gao, 3 May 2012 –",
        "SAN PEDRO —",
        "Gao/Bamako, 3 mai:",
    ],
)
def test_datelines(dateline):
    """The place and date that open a wire report are cut from its lead."""
    assert kinds(f"{dateline} {LEAD}\n\n{SECOND}")[:2] == [("dateline", dateline), ("body", LEAD)]


@pytest.mark.parametrize(
    "lead",
    [
        "Gao: the town has been without power since Sunday, and its hospital is running on a generator, doctors said.",
        "In Gao - the largest town of the north - shops opened again on Monday after a week without bread or water.",
        "The army said on May 3, 2012: no soldier was in the town, and none had been there since the first of April.",
    ],
)
def test_leads_that_only_look_like_datelines(lead):
    """A place, a dash or a date in a sentence does not make a dateline."""
    assert kinds(f"{lead}\n\n{SECOND}")[0] == ("body", lead)


@pytest.mark.parametrize(
    "citation",
    [
        "(Le Matin [Niamey], November 5)",
        "(see North Brief, November 1)",
        "(AFP, 6 March)",
        "(Reuters, March 6, 2012)",
        "(Le Monde, 6 mars 2012)",
        "(Jeune Matin, 4 May 2012; Le Soir [Dakar], 7 May 2012; al-Fajr, 9 May 20121)",
        "(Daily Post, 2012-05-06)",
    ],
)
def test_citations(citation):
    """A source with its date in parentheses is cut from the sentence that it stands in."""
    text = f"The talks have stalled, according to a delegate {citation}. Both sides stay in town.\n\n{SECOND}"
    assert of_kind("source", text) == [citation]


@pytest.mark.parametrize(
    "words",
    [
        "(Operation Lantern, November 8, 1942)",
        "(Gao, May 5)",
        "(born 5 May 1950)",
        "(about 20 km)",
        "(from May 1 to May 5, 2012)",
        "(the meeting of May 5)",
        "(at the old post office of Gao, May 5)",
    ],
)
def test_parentheses_that_cite_nobody(words):
    """Places, lives and operations with a date are part of the story."""
    text = f"The second landing {words} met little resistance, and the port was open again within a week.\n\n{SECOND}"
    assert of_kind("source", text) == []


def test_bare_names_are_citations_where_a_report_cites():
    """Once a report is seen to cite, the same form without a town is a citation too."""
    text = f"Talks stalled (Le Matin [Niamey], May 5). They went on later (Nouvel Horizon, May 6).\n\n{SECOND}"
    assert of_kind("source", text) == ["(Le Matin [Niamey], May 5)", "(Nouvel Horizon, May 6)"]


def test_publisher_tag():
    """The tag by which a site names the paper it copies is a source, no place."""
    assert kinds(f"Road unsafe again\n[NIGER POST] {LEAD}\n\n{SECOND}")[1] == ("source", "[NIGER POST]")


def test_datelines_stand_only_at_the_top():
    """A later paragraph that opens with a place and a date is the report's."""
    later = f"GAO, Oct 30: {SECOND}"
    assert kinds(f"{LEAD}\n\n{later}")[1] == ("body", later)
