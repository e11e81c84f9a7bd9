"""The widgets: filters bound to the URL, the marks made on map and timeline, and the one button that clears them all.

Filter widgets bind themselves to query parameters. A brush, an area and the selected event have no widget; they live in
the session, are read from the link when a visit begins and are written back to it after each run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from views import state
from views.catalogue import Catalogue, Party
from views.selection import Area, Brush, Filters, Selection

OWN = {
    "brush": (state.encode_brush, state.decode_brush),
    "area": (state.encode_area, state.decode_area),
    "event": (lambda value: value, lambda value: value),
}
LINE, PILL, LETTER = 940, 60, 7.4  # pixels: a line of groups at 1,440, a pill without its name, a letter
WIDGETS = {"group": [], "more": [], "type": [], "status": [], "place": [], "document": [], "q": ""}


def begin(catalogue: Catalogue) -> None:
    """Take the marks of the link that opened this visit."""
    for name, (_, decode) in OWN.items():
        if name not in st.session_state:
            st.session_state[name] = decode(st.query_params.get(name))
    if catalogue.position(st.session_state.event) is None:
        st.session_state.event = None
    if "chosen_elsewhere" not in st.session_state:  # the first run of a visit
        st.session_state.chosen_elsewhere = 0
        _groups_of_link(catalogue)


def finish() -> None:
    """Write the marks into the link."""
    for name, (encode, _) in OWN.items():
        value = encode(st.session_state[name])
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def filters(catalogue: Catalogue) -> Selection:
    """Draw the filter rows; the selection that they and the marks make."""
    with st.container(horizontal=True, key="first-filters", gap="medium", vertical_alignment="center"):
        groups = _group_pills(catalogue)
        years = _years(catalogue)
    with st.container(horizontal=True, key="more-filters", gap="small", vertical_alignment="center"):
        events = catalogue.events
        types = _choice("Type", "type", events["event_type"])
        statuses = _choice("Status", "status", events["status"])
        places = _choice("Place", "place", events["place"])
        documents = _choice("Source", "document", events["documents"].explode())
        text = st.text_input(
            "Search",
            key="q",
            placeholder="Search words",
            bind="query-params",
            label_visibility="collapsed",
            type="search",
        )
        chosen = Filters(
            groups=tuple(groups),
            years=years,
            types=tuple(types),
            statuses=tuple(statuses),
            places=tuple(places),
            documents=tuple(documents),
            text=(text or "").strip(),
        )
        selection = Selection(chosen, st.session_state.brush, st.session_state.area, st.session_state.event)
        st.button("Clear all", key="clear", on_click=clear, args=(catalogue,), disabled=selection == Selection())
    return selection


def _group_pills(catalogue: Catalogue) -> list[str]:
    """Two lines of groups, those with most events first; the others in a popover."""
    counts = catalogue.group_counts()
    if not counts:
        st.html('<p class="dl-quiet">No armed group is named in these documents.</p>')
        return []
    first, others = in_two_lines(counts)
    with st.container(horizontal=True, key="groups", gap="small"):
        chosen = list(_pills("Group", "group", first))
        if others:
            with st.popover(f"{len(others)} more", key="more-groups"):
                chosen += _pills("More groups", "more", others)
    return chosen


def _pills(label: str, key: str, counts: Sequence[tuple[Party, int]]) -> list[str]:
    st.html(_pill_style(key, counts))
    names = list(dict.fromkeys(party.short for party, _ in counts))
    return st.pills(
        label, names, key=key, selection_mode="multi", bind="query-params", label_visibility="collapsed", wrap=True
    )


def in_two_lines(counts: Sequence[tuple[Party, int]]) -> tuple[list, list]:
    """The groups whose pills fill two lines of a laptop's screen, and the others."""
    room, used = 2 * LINE, 0.0
    for number, (party, _) in enumerate(counts):
        used += PILL + LETTER * len(party.short)
        if used > room:
            return list(counts[:number]), list(counts[number:])
    return list(counts), []


def _groups_of_link(catalogue: Catalogue) -> None:
    """A link names groups in one place; give each to the widget that has it."""
    asked = st.query_params.get_all("group") + st.query_params.get_all("more")
    first, others = ({party.short for party, _ in part} for part in in_two_lines(catalogue.group_counts()))
    for key, names in (("group", first), ("more", others)):
        mine = list(dict.fromkeys(name for name in asked if name in names))
        if mine and mine != st.query_params.get_all(key):
            st.session_state[key] = mine


def _pill_style(key: str, counts: Sequence[tuple[Party, int]]) -> str:
    """Dots and counts of the pills. They are not part of the labels, since labels are what a link carries."""
    rules = [
        f'.st-key-{key} [role="group"] > :nth-child({n}) button, .st-key-{key} button:nth-of-type({n})'
        f'{{--dot:{party.colour};--count:"{number}"}}'
        for n, (party, number) in enumerate(counts, start=1)
    ]
    return f"<style>{''.join(rules)}</style>"


def _years(catalogue: Catalogue) -> tuple[int, int] | None:
    """The year range; None where it is all of them or there is nothing to choose."""
    years = catalogue.years
    if not years or years[0] == years[1]:
        return None
    chosen = st.slider(
        "Years", *years, value=years, key="years", bind="query-params", label_visibility="collapsed", width=260
    )
    return None if tuple(chosen) == years else tuple(chosen)


def _choice(label: str, key: str, values) -> list[str]:
    options = sorted(values.dropna().unique(), key=str.casefold)
    return st.multiselect(
        label,
        options,
        key=key,
        placeholder=label,
        bind="query-params",
        label_visibility="collapsed",
        disabled=not options,
    )


def clear(catalogue: Catalogue) -> None:
    """Take away every filter and mark."""
    for key, empty in WIDGETS.items():
        if key in st.session_state:
            st.session_state[key] = empty
    if "years" in st.session_state and catalogue.years:
        st.session_state.years = catalogue.years
    st.session_state.update(brush=None, area=None, event=None)
    st.session_state.chosen_elsewhere += 1


def choose(event: str | None, *, elsewhere: bool = True) -> None:
    """Select an event. `elsewhere` than in the table, which then has to be told."""
    st.session_state.event = event
    st.session_state.chosen_elsewhere += elsewhere


def brush_days(value: Mapping) -> None:
    """What was marked on the timeline."""
    st.session_state.brush = None
    if value.get("kind") == "days":
        try:
            first, last = sorted(date.fromisoformat(str(day)[:10]) for day in value["days"])
        except (KeyError, ValueError, TypeError):
            return
        st.session_state.brush = Brush(first, last)


def mark_area(value: Mapping) -> None:
    """What was marked on the map."""
    st.session_state.area = None
    try:
        points = [(float(x), float(y)) for x, y in value.get("points", ())]
        if value.get("kind") == "box":
            st.session_state.area = Area.box(*points[0], *points[1])
        elif value.get("kind") == "lasso":
            st.session_state.area = Area.lasso(points)
    except (ValueError, TypeError, IndexError):
        return


def pick_on_map(values: list) -> None:
    """A clicked place: its event is selected and the other views show only this place; again, and they show all."""
    event, longitude, latitude, *_ = values
    spot = Area.spot(longitude, latitude)
    again = st.session_state.area == spot and st.session_state.event == event
    st.session_state.area = None if again else spot
    choose(event)


def pick_on_timeline(values: list) -> None:
    choose(values[0])
