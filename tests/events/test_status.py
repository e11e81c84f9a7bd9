"""Whether the text says that an event took place."""

from __future__ import annotations

import pytest

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
