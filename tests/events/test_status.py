"""Whether the text says that an event took place."""

from __future__ import annotations

import pytest

from pipeline.model import Status

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("On 3 May AQIM attacked Gao.", "occurred"),
        ("David Cameron will visit Algeria on 3 May.", "planned"),
        ("David Cameron is to visit Algeria on 3 May.", "planned"),
        ("AQIM will attack Gao on 3 May.", "threatened"),
        ("AQIM has threatened to attack Gao.", "threatened"),
        ("AQIM reportedly attacked Gao on 3 May.", "claimed"),
        ("“Gunmen attacked Gao on 3 May,” a trader said.", "claimed"),
        ("AQIM denied that it attacked Gao on 3 May.", "denied"),
        ("AQIM is negotiating with Ansar Dine in Gao.", "ongoing"),
    ],
)
def test_status_follows_the_words(events, text: str, status: str) -> None:
    """Tense, mood, quotation, hearsay and denial decide the status."""
    found = events(text, MAY if "3 May" in text else {}, published="2012-05-04")
    assert status in [e.status for e in found]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Talks will open in Gao on 3 May.", Status.PLANNED),
        ("Talks could open in Gao on 3 May.", None),
        ("Talks in Gao between AQIM and Ansar Dine are due to open on 3 May.", Status.PLANNED),
        ("Talks in Gao on 3 May between AQIM and Ansar Dine were called off.", None),
        ("An attack in Gao on 3 May, due to poor guards, killed four people.", Status.OCCURRED),
        ("Police prevented a bomb attack in Gao on 3 May.", None),
        ("Gunmen tried to kidnap a teacher in Gao on 3 May.", Status.OCCURRED),
    ],
)
def test_what_has_not_happened_is_not_told_as_if_it_had(events, text: str, status: Status | None) -> None:
    """A noun is planned where its verb is to come, and nothing where it only might or was prevented."""
    assert [e.status for e in events(text, {"3 May": "2013-05-03"})] == ([status] if status else [])


def test_an_attempt_says_so(only) -> None:
    """An attempt is an attack whose title does not say that it succeeded."""
    event = only("Gunmen tried to kidnap a teacher in Gao on 3 May.", {"3 May": "2013-05-03"})
    assert event.event_type == "attack"
    assert event.title.startswith("Gunmen try to kidnap")
