"""The registry as people read it."""

from __future__ import annotations

from pipeline.groups.describe import explain, table


def test_a_party_is_explained_whole(registry) -> None:
    """Days, other names, leaders and descent stand in the explanation, dates as people write them."""
    text = explain(registry.group("mujao"))
    for part in ("Movement for Unity and Jihad", "Oct 2011", "MUJWA", "Ahmed al-Tilemsi", "from aqim"):
        assert part in text


def test_a_table_has_a_row_a_party(registry) -> None:
    """All parties of a kind and no others."""
    rows = table(registry, "coalition").splitlines()[2:]
    assert len(rows) == sum(g.kind == "coalition" for g in registry.groups)
