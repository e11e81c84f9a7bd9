"""The closed list of event types."""

from __future__ import annotations

from pipeline.events import load_event_types

CLOSED = """attack, bombing, killing, abduction, military operation, seizure, arrest, negotiation, meeting, visit,
agreement, resolution, statement, threat, declaration, allegiance, alliance, split, desertion, cooperation, deployment,
protest, humanitarian, other""".replace("\n", " ").split(", ")


def test_the_list_is_closed() -> None:
    """Tables in use carry these words: none is added, renamed or dropped."""
    assert list(load_event_types()) == CLOSED


def test_every_type_is_defined() -> None:
    """Each has a definition of a sentence, and words for titles."""
    for kind in load_event_types().values():
        assert kind.definition.endswith(".")
        assert kind.noun
        assert len(kind.says) == 2
