"""Cleaning: what is the report and what merely stands around it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.model import BlockKind, Document

LEAD = "Armed men on motorcycles attacked a checkpoint outside Ansongo on Friday night and left with two vehicles."
SECOND = "The prefect said that nobody was hurt, and that soldiers from Gao had been sent to look for the attackers."
THIRD = "Traders had warned for weeks that the road was no longer safe after dark, according to the local radio."
REPORT = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n"


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """(kind, text) of every block."""
    prose = clean(Document("x", text, "x.txt", "0", title=title))
    return [(str(block.kind), text[block.span.start : block.span.end]) for block in prose.blocks]


def of_kind(kind: str, text: str, title: str | None = None) -> list[str]:
    return [words for found, words in kinds(text, title) if found == kind]


def test_plain_report_is_body_paragraph_by_paragraph():
    """Ordinary prose is body, one block a paragraph."""
    assert kinds(REPORT) == [("body", LEAD), ("body", SECOND), ("body", THIRD)]


@pytest.mark.parametrize("text", ["He left on Friday.", "left on Friday", "- one\n- two\n- three", "سيغادر الوفد غدا"])
def test_sentences_and_notes_are_body(text):
    """A text without a report's shape is body from end to end, whatever it looks like."""
    assert {kind for kind, _ in kinds(text)} == {"body"}


def test_empty_text_has_no_blocks():
    """Nothing gives nothing."""
    assert kinds(" \n\n ") == []


# --- above the report


def test_headline():
    """A first line without a final stop is the title."""
    assert of_kind("title", f"Checkpoint raided near Ansongo\n\n{REPORT}") == ["Checkpoint raided near Ansongo"]


def test_long_headline():
    """A headline may be long; it is told by having no stop."""
    title = (
        "Checkpoint raided near Ansongo as traders warn for weeks that the road to the border is not safe after dark"
    )
    assert of_kind("title", f"{title}\n\n{REPORT}") == [title]


def test_stated_title_is_found_below_section_labels():
    """What the front matter calls the title is the title; a short label above it is the site's."""
    text = f"Log in\nWest Africa\nCheckpoint raided near Ansongo\n{REPORT}"
    assert of_kind("title", text, "Checkpoint raided near Ansongo") == ["Checkpoint raided near Ansongo"]
    assert of_kind("chrome", text, "Checkpoint raided near Ansongo") == ["Log in", "West Africa"]


@pytest.mark.parametrize(
    "line",
    [
        "November 15, 2012",
        "2014-07-07",
        "Published: 3 May 2012 10:30 GMT",
        "Updated 09 May, 2024",
        "Mardi 3 mai 2012",
        "By Awa Diarra",
        "Par Awa Diarra et Moussa Sow",
    ],
)
def test_bylines(line):
    """Author and date lines under a headline are the byline."""
    assert of_kind("byline", f"Checkpoint raided near Ansongo\n{line}\n{REPORT}") == [line]


def test_name_beside_a_date_is_an_author():
    """A bare name is an author only where a date stands beside it."""
    text = f"Checkpoint raided near Ansongo\n\nAwa Diarra\n\nNovember 15, 2012\n\n{REPORT}"
    assert of_kind("byline", text) == ["Awa Diarra", "November 15, 2012"]
    assert of_kind("byline", f"Checkpoint raided near Ansongo\n\nAwa Diarra\n\n{REPORT}") == []


def test_comment_form_above_the_headline():
    """The labels and buttons of a form are the site's, also those between two of its lines."""
    text = f"Your name\nNickname\nYour e-mail (optional)\nComments are closed.\nChecks on the road\n{REPORT}"
    assert of_kind("chrome", text) == ["Your name", "Nickname", "Your e-mail (optional)", "Comments are closed."]
    assert of_kind("title", text) == ["Checks on the road"]


def test_comment_counter_under_the_headline():
    """A counter of comments above the report does not make the report a comment."""
    text = f"Checkpoint raided near Ansongo\n\n, Comments 12 comments\n\n{REPORT}"
    assert of_kind("chrome", text) == [", Comments 12 comments"]
    assert of_kind("body", text) == [LEAD, SECOND, THIRD]


def test_headline_repeated_in_the_first_paragraph():
    """A headline run into the lead is there twice; the lead begins after it."""
    title = "Checkpoint raided near Ansongo by night"
    text = f"{title}\n\n{title} {LEAD}\n\n{SECOND}"
    assert kinds(text)[:3] == [("title", title), ("duplicate", title), ("body", LEAD)]


# --- below the report


@pytest.mark.parametrize(
    "line",
    [
        "© 2010 AFP",
        "(c) 2012 The Wire",
        "Copyright 2012 The Wire. All rights reserved.",
        "By arrangement with the Northern Post",
        "This article was originally published in Desert Review",
        "First published by the Dune Institute",
    ],
)
def test_credits(line):
    """Lines of rights and origin after the last paragraph are credits."""
    assert of_kind("credit", f"{REPORT}\n{line}\n") == [line]


def test_a_sentence_that_opens_like_a_credit_is_body():
    """Credits close a report; prose that begins with their words is prose."""
    sentence = "First published in 1962, the governor's memoirs describe the same road and the same fear of the dark."
    assert of_kind("credit", f"{LEAD}\n\n{sentence}\n\n{THIRD}") == []


NUMBERED = (
    "Posted by: Heron\n\n#2  They should close the road. It was worse in 1999.\n"
    "Posted by: Dormouse   2014-07-07 20:43\n\n#1  First!\nPosted by: Stork   2014-07-07 10:04\n\n00:00\n"
)
SIGNED = """3 Comments

Stork says:
March 3, 2012 at 10:30 pm
They said the same in 1999 and nothing came of it, did it?

Heron says:
March 4, 2012 at 9:12 am
Wait for Christmas.
"""


@pytest.mark.parametrize("comments", [NUMBERED, SIGNED, "0 Comments To This Article", "Leave a reply\n\nYour name"])
def test_comments(comments):
    """From the first sign of readers' comments on, nothing is the report's."""
    found = kinds(f"{REPORT}\n{comments}")
    assert [words for kind, words in found if kind == "body"] == [LEAD, SECOND, THIRD]
    assert {kind for kind, _ in found[3:]} == {"comment"}


def test_posts_that_are_signed_are_no_comments():
    """A digest whose reports are each signed keeps all of them."""
    text = f"{LEAD}\nPosted by: Heron\n\n{SECOND}\nPosted by: Stork\n\n{THIRD}\n\n{LEAD[:-1]} again.\n"
    assert THIRD in of_kind("body", text)


SIDEBAR = """Opinion

Editorial

Budget days
Updated 11 Jun, 2024

Budget days

The minister has promised more than any treasury could ever hold ...
Ghost roads
10 Jun, 2024

Ghost roads

NOBODY has seen the road that the province paid for in 2023, auditors ...
Truce of sorts
10 Jun, 2024

Truce of sorts

It would be wrong to close this chapter before the families of the missing have had an answer from the court.
"""


def test_sidebar_after_the_report():
    """Headlines that stand twice, dates and broken-off teasers are other reports', of any year."""
    found = kinds(f"{REPORT}\nBy arrangement with the Northern Post\n\n{SIDEBAR}")
    assert {kind for kind, _ in found[4:]} == {"sidebar"}
    assert found[3][0] == "credit"


def test_sidebar_below_comments():
    """A page may list other reports after its readers' words; neither is the report's."""
    found = kinds(f"{REPORT}\n{NUMBERED}\n\n{SIDEBAR}")
    assert [words for kind, words in found if kind == "body"] == [LEAD, SECOND, THIRD]
    assert {kind for kind, _ in found[3:]} == {"comment", "sidebar"}


def test_list_of_related_headlines():
    """A heading and nothing but headlines to the end is a sidebar."""
    links = "Related articles\n\nPrice of salt doubles\nCaravan lost near Araouane\nRains late again"
    assert len(of_kind("sidebar", f"{REPORT}\n{links}")) == 4


def test_pointer_between_paragraphs():
    """A single line that points elsewhere is a sidebar, and the report goes on after it."""
    text = f"{LEAD}\n\nRead more: Price of salt doubles in 2020\n\n{SECOND}\n\n{THIRD}"
    assert of_kind("sidebar", text) == ["Read more: Price of salt doubles in 2020"]
    assert of_kind("body", text) == [LEAD, SECOND, THIRD]


def test_a_sentence_above_the_report_is_body():
    """A short first line that ends in a full stop is no headline."""
    assert kinds(f"He was found on Friday.\n\n{REPORT}")[0] == ("body", "He was found on Friday.")


def test_chronology_is_no_sidebar():
    """Dates on lines of their own with prose under them are the report, also where a paragraph trails off in dots."""
    days = "\n\n".join(f"{day} May 2012\n\n{LEAD[:-1]} for the {day}th time." for day in range(3, 9))
    assert of_kind("sidebar", f"A week on the road\n\n{SECOND}\n\n{days}") == []
    trailing = days.replace("for the 5th time.", "for the 5th time ...")
    assert of_kind("sidebar", f"A week on the road\n\n{SECOND}\n\n{trailing}") == []


def test_subheadings_are_body():
    """Short lines between paragraphs stay: they may name the place that the paragraphs speak of."""
    assert of_kind("body", f"{LEAD}\n\nThe road to Gao\n\n{SECOND}\n\n{THIRD}")[1] == "The road to Gao"


def test_paragraph_that_stood_before():
    """The second copy of a paragraph is a duplicate, however its spaces fall."""
    found = kinds(f"{LEAD}\n\n{SECOND}\n\n{SECOND.replace(' ', '  ')}\n\n{THIRD}")
    assert [kind for kind, _ in found] == ["body", "body", "duplicate", "body"]


def test_short_lines_may_stand_twice():
    """A refrain is no duplicate."""
    assert of_kind("duplicate", f"{LEAD}\n\nHe refused.\n\n{SECOND}\n\nHe refused.") == []


@pytest.mark.parametrize(
    "aside",
    [
        "... the man who never met a motorcycle he didn't like ...",
        "...who has been arrested in every year since 2003. Twice in May. Never on a Sunday.",
        "...back at the ranch, the cook had noticed.\nThe soup was noticing too....",
    ],
)
def test_editors_aside_in_a_sentence(aside):
    """What a site's editor puts between the halves of a sentence is masked, the halves are not."""
    text = f"{SECOND}\n\nThe prefect blamed the smuggler Old Musa\n{aside}\nfor the raid of Friday night.\n\n{THIRD}"
    assert of_kind("aside", text) == aside.split("\n")
    assert "for the raid of Friday night." in of_kind("body", text)


def test_dots_between_whole_sentences_are_the_reports():
    """A paragraph that opens with dots after a finished sentence is the report's own."""
    dots = "... and nobody was surprised by that in a town where the lamps had been out since the spring."
    text = f"{LEAD}\n\n{dots}\n\n{THIRD}"
    assert of_kind("aside", text) == []


# --- layout


def test_wrapped_text_comes_as_paragraphs():
    """Lines wrapped at a margin are one paragraph, so that no sentence is cut."""
    paragraphs = [f"{LEAD} {SECOND}", f"{THIRD} {LEAD}"]
    wrapped = "\n\n".join(_wrap(paragraph, 60) for paragraph in paragraphs)
    assert [" ".join(words.split()) for words in of_kind("body", wrapped)] == paragraphs


def _wrap(text: str, width: int) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line.rstrip())
            line = ""
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])


def test_lists_are_not_wrapped_prose():
    """Entries of a chronology stay apart, though none ends in a stop."""
    entries = [f"{day} January 2013 – Troops reach town number {day} on the road to the north" for day in range(10, 20)]
    assert of_kind("body", "\n".join(entries)) == entries


def test_windows_line_ends():
    """Line ends of any system part paragraphs."""
    assert kinds(REPORT.replace("\n", "\r\n")) == kinds_without_returns()


def kinds_without_returns():
    return [("body", LEAD), ("body", SECOND), ("body", THIRD)]


LINES = st.sampled_from(
    [
        *REPORT.split("\n"),
        *SIDEBAR.split("\n"),
        *NUMBERED.split("\n"),
        *SIGNED.split("\n"),
        "© 2010 AFP",
        "Print",
        "...x",
        *["GAO, Oct 30: Talks (Le Matin [Niamey], May 5).", "Read more: x", "\u2028", "(((", "...", "By A B"],
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25).map("\n".join))
def test_blocks_part_any_text(text):
    """Blocks are in order, never overlap and never end in white space; nothing but white space stands outside them."""
    blocks = clean(Document("x", text, "x", "0")).blocks
    for first, second in itertools.pairwise(blocks):
        assert first.span.end <= second.span.start
    covered = [False] * len(text)
    for block in blocks:
        words = text[block.span.start : block.span.end]
        assert words
        assert words == words.strip()
        covered[block.span.start : block.span.end] = [True] * len(words)
    assert all(covered[at] or character.isspace() for at, character in enumerate(text))


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_masks_keep_length_and_lines(text):
    """Masked text is as long as the text and breaks its lines at the same places."""
    masked = clean(Document("x", text, "x", "0")).masked(BlockKind.BODY)
    assert len(masked) == len(text)
    assert [at for at, c in enumerate(masked) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]
