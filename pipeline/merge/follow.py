"""An event found again under an id that it had before other documents came or went."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def current_id(event_id: str, events: pd.DataFrame, claims: pd.DataFrame) -> str | None:
    """The id that the event once known as `event_id` bears in this table, None where no claim of it is left.

    `events` and `claims` are those parts of the table.
    """
    if (events["event_id"] == event_id).any():
        return event_id
    if "own_event_id" not in claims:
        return None  # a table of before there were such names
    homes = claims.loc[claims["own_event_id"] == event_id, "event_id"]
    return str(homes.iloc[0]) if len(homes) else None
