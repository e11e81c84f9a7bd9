"""Publication dates: stated ones stand, others are worked out, and without grounds nothing is claimed."""

from dataclasses import dataclass
from datetime import date

import pytest

from pipeline import edtf, timex
from pipeline.dating import date_document
from pipeline.model import Block, BlockKind, Document, GroupMention, Interval, Precision, Prose, Publication, Span


@dataclass(frozen=True)
class Term:
    office: str
    of: str
    interval: Interval


@dataclass(frozen=True)
class Party:
    name: str
    kind: str
    active: Interval
    terms: tuple[Term, ...] = ()


class Parties:
    """A registry of two."""

    known = {  # noqa: RUF012
        "river-front": Party("River Front", "armed group", edtf.parse("2011-10/..")),
        "jane-roe": Party(
            "Jane Roe",
            "office-holder",
            Interval(None, None),
            (Term("prime minister", "x", edtf.parse("2009-01/2013-01")),),
        ),
    }

    def group(self, group_id: str) -> Party:
        return self.known[group_id]


def date_text(text: str, published: str | None = None, **kinds: BlockKind) -> Publication:
    """Date a text whose lines are body, but for those whose beginning (_ for space) is named with another kind."""
    blocks, at = [], 0
    for line in text.split("\n"):
        kind = next((k for start, k in kinds.items() if line.startswith(start.replace("_", " "))), BlockKind.BODY)
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), kind, "test"))
        at += len(line) + 1
    prose = Prose(text, tuple(blocks))
    mentions = [
        GroupMention("d", i, i + len(party.name), party.name, "test", key)
        for key, party in Parties.known.items()
        if (i := text.find(party.name)) >= 0
    ]
    document = Document("d", text, "d.txt", "0", published=published)
    return date_document(document, prose, timex.find(text, "en"), tuple(mentions), Parties())


def rules(publication: Publication) -> list[str]:
    return [reason.rule for reason in publication.reasons]


def test_no_ground_no_date():
    """A text that says nothing of its day stays undated: no interval, no EDTF, no reasons."""
    publication = date_text("The two sides met yesterday. Nothing was agreed.")
    assert (publication.interval, publication.edtf, publication.rule) == (None, None, "undated")
    assert publication.reasons == ()


def test_a_stated_day_stands():
    """What the source states is the date, whatever else the text gives."""
    publication = date_text("The men were freed on 3 March 2012.", "2012-03-05")
    assert (publication.edtf, publication.rule, publication.precision) == ("2012-03-05", "stated", Precision.DAY)


def test_a_stated_day_that_the_text_contradicts_is_flagged_and_kept():
    """The contradiction is listed, the date is not overruled."""
    publication = date_text("The men were freed on 3 March 2012 by the River Front.", "2010-03-05")
    assert publication.interval == Interval.day(date(2010, 3, 5))
    assert {r.rule for r in publication.left_out} == {"date-mentioned-past", "group-exists"}
    assert all("left out" in r.text for r in publication.left_out)


def test_a_weekday_in_the_lead_does_not_contradict_the_next_days_paper():
    """ "said Thursday" printed on a Friday is no contradiction."""
    publication = date_text("The bridge is closed, an official said Thursday.", "2012-11-16")
    assert publication.left_out == ()


def test_a_line_under_the_headline_dates_the_text():
    """A date that has a line near the top to itself is the day of publication, to the day."""
    publication = date_text("Bridge closed\n\n15 November 2012\n\nThe bridge is closed.")
    assert (publication.edtf, publication.rule) == ("2012-11-15", "date-line")


def test_copyright_weekday_and_month_are_put_together():
    """A year, "last month" of something dated to a month, and a weekday leave one month's Thursdays."""
    text = (
        "The bridge was closed, an official said Thursday.\n\nOn 16 September the men seized it.\n\n"
        "Last month's raid surprised all.\n\n© 2010 The Agency"
    )
    publication = date_text(text, **{"©": BlockKind.CREDIT})
    assert (publication.interval, publication.edtf) == (edtf.parse("2010-10"), "2010-10")
    assert publication.weekdays == {4}
    assert rules(publication) == ["copyright", "filing-weekday", "relative-to-dated"]


def test_a_dateline_takes_its_year_from_who_is_named():
    """Month and day from the dateline, the year from an office held and a group's founding."""
    text = "NORTHTOWN, Oct 30: The River Front will fight on.\nPrime minister Jane Roe arrived."
    publication = date_text(text)
    assert publication.edtf == "2012-10-30" or publication.interval == edtf.parse("2011-10-30/2012-10-30")
    assert {"dateline", "office-holder", "group-exists"} <= set(rules(publication))


def test_a_former_office_says_nothing():
    """ "Former prime minister" holds after the term as well."""
    assert date_text("Former prime minister Jane Roe arrived.").interval is None


def test_an_office_in_a_sentence_about_the_past_says_nothing():
    """A look back at a year in which she held the office does not put the text into her term."""
    assert "office-holder" not in rules(date_text("In 2011 prime minister Jane Roe resigned."))


def test_a_later_date_told_as_past_outweighs_an_office():
    """Nothing is published before what it tells, whoever is still given a title."""
    publication = date_text("Prime minister Jane Roe spoke.\n\nThe bridge fell on 4 May 2015.")
    assert publication.interval == Interval(date(2015, 5, 4), None)
    assert [r.rule for r in publication.left_out] == ["office-holder"]


def test_a_stated_year_is_narrowed_by_the_text():
    """A part of a date is a start, not the end."""
    publication = date_text("The dispute began on 3 March 2010 and ended soon.", "2010")
    assert publication.interval == Interval(date(2010, 3, 3), date(2010, 12, 31))


def test_a_stated_day_without_a_year_is_completed():
    """ "XXXX-10-30" and a copyright year make a day."""
    publication = date_text("It is so.\n© 2012 The Agency", "XXXX-10-30", **{"©": BlockKind.CREDIT})
    assert publication.edtf == "2012-10-30"


def test_a_known_event_dates_what_is_said_of_it():
    """A relative date of an event in the list gives days of writing; the reason names the event."""
    publication = date_text("The attack on the In Amenas plant earlier this month killed many.")
    assert publication.interval == Interval(date(2013, 1, 19), date(2013, 1, 31))
    assert any("In Amenas" in r.text for r in publication.reasons)


def test_a_length_of_time_since_a_known_event_dates_the_text():
    """ "For the last two weeks" of a campaign that began on 11 January: 24 to 28 January."""
    publication = date_text("The French military operation in northern Mali has gone on for the last two weeks.")
    assert publication.interval == Interval(date(2013, 1, 24), date(2013, 1, 28))


def test_citations_bound_the_date_from_below():
    """A source cited under 9 November cannot be younger than the text."""
    publication = date_text("He refused.\n(The Paper, November 9, 2012)", **{"(The": BlockKind.SOURCE})
    assert publication.interval == Interval(date(2012, 11, 9), None)
    assert publication.precision is Precision.RANGE


def test_weaker_grounds_give_way_and_are_named():
    """Where two grounds conflict the stronger prevails, and the other is listed with its reason."""
    text = "15 November 2012\n\nThe men will meet.\n\n© 2010 The Agency"
    publication = date_text(text, **{"©": BlockKind.CREDIT})
    assert publication.edtf == "2012-11-15"
    assert [r.rule for r in publication.left_out] == ["copyright"]


def test_reasons_come_in_order_of_weight():
    """The analyst reads the strongest ground first."""
    text = (
        "NORTHTOWN, Oct 30: The River Front will fight on.\nPrime minister Jane Roe arrived.\nIt began on 3 May 2012."
    )
    weights = [r.weight for r in date_text(text).reasons]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("published", ["soon", "2012-13-40"])
def test_a_statement_that_is_no_date_is_an_error(published):
    """Front matter that cannot be read is never passed over in silence."""
    with pytest.raises(ValueError, match=r".+"):
        date_text("It is so.", published)
