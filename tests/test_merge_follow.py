"""A link to an event holds when the event's id has changed."""

from __future__ import annotations

import pandas as pd

from pipeline.merge.follow import current_id

EVENTS = pd.DataFrame({"event_id": ["aa", "bb"]})
CLAIMS = pd.DataFrame({"event_id": ["aa", "aa", "bb"], "own_event_id": ["aa", "cc", "bb"]})


def test_an_id_in_use_is_its_own() -> None:
    """The event that bears an id is the one meant."""
    assert current_id("bb", EVENTS, CLAIMS) == "bb"


def test_a_former_id_leads_to_the_event() -> None:
    """The id that a claim would found leads to the event that the claim is now of."""
    assert current_id("cc", EVENTS, CLAIMS) == "aa"


def test_an_unknown_id_leads_nowhere() -> None:
    """Nothing is guessed."""
    assert current_id("dd", EVENTS, CLAIMS) is None
