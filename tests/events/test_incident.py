"""Short reports of one day: what their words tell where their grammar tells nothing, and who takes part."""

from __future__ import annotations

import pytest

from pipeline.model import EventMention

DAY = {"3 May 2019": "2019-05-03"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rape: five girls by AQIM fighters in Gao, 3 May 2019.", "attack"),
        ("Kidnapping: 2 nurses by MUJAO in Gao, 3 May 2019.", "abduction"),
    ],
)
def test_a_label_tells_what_happened(only, text: str, kind: str) -> None:
    """Where no verb tells it, the word that opens the report does, and the rule says that it was a word."""
    event: EventMention = only(text, DAY)
    assert event.event_type == kind
    assert event.rule.startswith("word:")
    assert event.groups


def test_who_is_named_makes_a_row_of_no_known_kind(only) -> None:
    """A report of armed men that no known word tells of is of type other, entitled by its own words, hardly sure."""
    event = only("MUJAO men were seen in Gao on 3 May 2019.", DAY)
    assert (event.event_type, event.groups) == ("other", ("mujao",))
    assert event.title.startswith("MUJAO men were seen in Gao")
    assert event.confidence <= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "There was no attack on Gao on 3 May 2019.",
        "People of Gao feared no attacks on 3 May 2019.",
        "The market of Gao was open on 3 May 2019.",
    ],
)
def test_words_alone_tell_nothing_of_what_did_not_happen(events, text: str) -> None:
    """What was denied or feared, and reports without armed men, make no row."""
    assert events(text, DAY) == ()


def test_every_group_of_the_report_takes_part(only) -> None:
    """Groups named in a later sentence belong to the incident; those only spoken of do not."""
    text = (
        "Gunmen attacked Gao on 3 May 2019 and killed a man accused of links to Ansar Dine. They were MUJAO fighters."
    )
    assert only(text, DAY).groups == ("mujao",)


def test_one_day_at_one_place_is_one_incident(only) -> None:
    """Sentences on the same day and place are one row: the violence, with the parties of all."""
    text = "On 3 May 2019 students marched in Gao. MUJAO fighters shot two of them in Gao on 3 May 2019."
    event = only(text, {"On 3 May 2019": "2019-05-03"})
    assert event.event_type in ("attack", "killing")
    assert "mujao" in event.groups


def test_a_day_told_at_the_end_holds_for_the_report(only) -> None:
    """The one day of a report dates what comes before it, under a rule of that name."""
    event = only("MUJAO fighters attacked Gao. Two soldiers died. It was on 3 May 2019.", DAY)
    assert event.when is not None
    assert event.when.rule == "only-day"


def test_a_report_with_a_day_of_its_own_is_read_as_news(events) -> None:
    """Where the report's own day is known nothing is read from words alone."""
    assert events("Rape: five girls by AQIM fighters in Gao, 3 May 2019.", DAY, published="2019-05-04") == ()
