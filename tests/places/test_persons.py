"""Persons are not places, at first mention or later."""

import pytest

from tests.places.reading import names


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton waved to the crowd.",
        "President Lincoln spoke first.",
        "The spokesman Adama Sikasso declined to comment.",
        "Georgia O'Neill painted it.",
        "Sheriff Houston Barnes closed the case.",
        "Jackson, 34, pleaded guilty.",
    ],
)
def test_a_person_is_no_place(text):
    """A title, a given name or an age says that the name is a person's."""
    assert names(text) == []


def test_a_surname_alone_stays_the_persons():
    """Once a person was named in full, the bare surname later is no town."""
    assert names("Denise Cleveland runs the shop. Cleveland said business was good.") == []


def test_a_place_of_a_persons_name_is_still_found_elsewhere():
    """A given name that is a city does not hide the city."""
    assert names("Paris Hilton flew to Paris on Monday.") == [("Paris", "FR")]
