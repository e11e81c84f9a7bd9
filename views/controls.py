"""The widgets: filters, the marks made on map and timeline, and the one button that clears them all.

What a visit selects lives in the session; it is read from the link when the visit begins and written back to it after
each run. A few widgets whose words are those of the link bind themselves to it. Words of the others are translated, and
a link carries no translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from views import query, state, wording
from views.catalogue import Party
from views.query import Opened
from views.query.opening import OFFERED
from views.selection import Area, Brush, Filters, Selection
from views.texts import say

OWN = {
    "brush": (state.encode_brush, state.decode_brush),
    "area": (state.encode_area, state.decode_area),
    "event": (lambda value: value, lambda value: value),
}
FACETS = ("type", "status", "place", "document", "origin")
WORDS: Mapping[str, Callable[[str], str]] = {"type": wording.event_type, "status": wording.status}
CONFIDENCES = (0, 50, 70, 90)  # per cent
LINE, PILL, LETTER = 940, 60, 7.4  # pixels: a line of groups at 1,440, a pill without its name, a letter
WIDGETS = {"group": [], "more": [], "q": "", "confidence": 0} | {facet: [] for facet in FACETS}


def begin(opened: Opened) -> None:
    """Take up what the link asks for, where this visit begins."""
    for name, (_, decode) in OWN.items():
        if name not in st.session_state:
            st.session_state[name] = decode(st.query_params.get(name))
    if "begun" in st.session_state:
        return
    st.session_state.begun = True
    if query.rank_of(opened, st.session_state.event) is None:
        st.session_state.event = None
    _groups_of_link(opened)
    for facet in FACETS:
        st.session_state[facet] = _known(opened, facet, st.query_params.get_all(facet))
    asked = state.decode({"confidence": st.query_params.get_all("confidence")}).filters.confidence
    st.session_state.confidence = asked if asked in CONFIDENCES else 0


def _known(opened: Opened, facet: str, asked: Sequence[str]) -> list[str]:
    """Those of the values that can be chosen: any, of a facet with more values than are offered."""
    offered = {term.value for term in opened.terms(facet)}
    return [value for value in dict.fromkeys(asked) if value in offered or len(offered) >= OFFERED]


def finish() -> None:
    """Write into the link what no widget writes there itself."""
    values = {name: [encode(st.session_state[name])] for name, (encode, _) in OWN.items()}
    values |= {facet: st.session_state.get(facet, []) for facet in FACETS}
    values["confidence"] = [str(st.session_state.get("confidence") or "")]
    for name, value in values.items():
        given = [item for item in value if item]
        if not given:
            st.query_params.pop(name, None)
        elif st.query_params.get_all(name) != given:
            st.query_params[name] = given


def filters(opened: Opened) -> Selection:
    """Draw the filter rows; the selection that they and the marks make."""
    folded_at = st.container(key="filters-folded")  # on a phone the rows are folded away
    with st.container(horizontal=True, key="first-filters", gap="medium", vertical_alignment="center"):
        pills = st.container(horizontal=True, key="groups", gap="small")
        years = _years(opened)
    with st.container(horizontal=True, key="more-filters", gap="small", vertical_alignment="center"):
        chosen = {facet: tuple(_choice(opened, facet)) for facet in FACETS if facet != "origin"}
        if len(opened.terms("origin")) > 1:
            chosen["origin"] = tuple(_choice(opened, "origin"))
        confidence = _confidence()
        text = st.text_input(
            say("explore.search"),
            key="q",
            placeholder=say("explore.search_words"),
            bind="query-params",
            label_visibility="collapsed",
            type="search",
        )
        rest = Filters(
            years=years,
            types=chosen["type"],
            statuses=chosen["status"],
            places=chosen["place"],
            documents=chosen["document"],
            origins=chosen.get("origin", ()),
            text=(text or "").strip(),
            confidence=confidence,
        )
        kept = st.session_state
        selection = Selection(rest, kept.brush, kept.area, kept.event)
        clear_at = st.container(key="clearing", width="content")
    with pills:
        groups = _group_pills(opened, query.group_counts(opened, without_event(selection)))
    selection = Selection(_with(rest, tuple(groups)), kept.brush, kept.area, kept.event)
    clear_at.button(
        say("explore.clear"), key="clear", on_click=clear, args=(opened,), disabled=selection == Selection()
    )
    folded_at.toggle(say("explore.filters", n=set_in(selection.filters)), key="filters-open")
    return selection


def set_in(filters: Filters) -> int:
    """How many of the filters are set."""
    return sum(bool(getattr(filters, name)) for name in Filters.__dataclass_fields__)


def _with(filters: Filters, groups: tuple[str, ...]) -> Filters:
    return Filters(groups, *(getattr(filters, name) for name in list(Filters.__dataclass_fields__)[1:]))


def without_event(selection: Selection) -> Selection:
    """Without the selected event, which filters nothing: what is kept of one is good for all."""
    return Selection(selection.filters, selection.brush, selection.area)


def _group_pills(opened: Opened, counts: Mapping[str, int]) -> list[str]:
    """Two lines of groups, those with most events first; the others in a popover. Counts follow the other filters."""
    parties = opened.group_counts()
    if not parties:
        st.html(f'<p class="dl-quiet">{say("explore.no_group")}</p>')
        return []
    first, others = in_two_lines(parties)
    chosen = list(_pills(say("explore.group"), "group", first, counts))
    if others:
        with st.popover(say("explore.more_groups", n=len(others)), key="more-groups"):
            chosen += _pills(say("explore.other_groups"), "more", others, counts)
    return chosen


def _pills(label: str, key: str, parties: Sequence[tuple[Party, int]], counts: Mapping[str, int]) -> list[str]:
    for rules in _pill_style(key, [(party, counts.get(party.id, 0)) for party, _ in parties]):
        st.html(rules)
    names = list(dict.fromkeys(party.short for party, _ in parties))
    return st.pills(
        label, names, key=key, selection_mode="multi", bind="query-params", label_visibility="collapsed", wrap=True
    )


def in_two_lines(counts: Sequence[tuple[Party, int]]) -> tuple[list, list]:
    """The groups whose pills fill two lines of a laptop's screen, and the others."""
    room, used = 2 * LINE, 0.0
    for place, (party, total) in enumerate(counts):
        used += PILL + LETTER * (len(party.short) + max(0, len(wording.compact(total)) - 2))
        if used > room:
            return list(counts[:place]), list(counts[place:])
    return list(counts), []


def _groups_of_link(opened: Opened) -> None:
    """A link names groups in one place; give each to the widget that has it."""
    asked = st.query_params.get_all("group") + st.query_params.get_all("more")
    first, others = ({party.short for party, _ in part} for part in in_two_lines(opened.group_counts()))
    for key, names in (("group", first), ("more", others)):
        mine = list(dict.fromkeys(name for name in asked if name in names))
        if mine and mine != st.query_params.get_all(key):
            st.session_state[key] = mine


def _pill_style(key: str, counts: Sequence[tuple[Party, int]]) -> tuple[str, str]:
    """Dots and counts of the pills, which are not part of the labels, since labels are what a link carries: rules that
    stay, and the numbers under these filters. (New rules make the browser look at every element's style again.)"""
    rules = [
        f'.st-key-{key} [role="group"] > :nth-child({n}) button, .st-key-{key} button:nth-of-type({n})'
        f"{{--dot:{party.colour};--count:var(--count-{n});opacity:var(--shown-{n},1)}}"
        for n, (party, _) in enumerate(counts, start=1)
    ]
    numbers = [
        f'--count-{n}:"{wording.compact(events)}"{"" if events else f";--shown-{n}:.85"}'
        for n, (_, events) in enumerate(counts, start=1)
    ]
    return f"<style>{''.join(rules)}</style>", f"<style>.st-key-{key}{{{';'.join(numbers)}}}</style>"


def _years(opened: Opened) -> tuple[int, int] | None:
    """The year range; None where it is all of them or there is nothing to choose."""
    years = opened.years
    if not years or years[0] == years[1]:
        return None
    chosen = st.slider(
        say("explore.years"),
        *years,
        value=years,
        key="years",
        bind="query-params",
        label_visibility="collapsed",
        width=260,
    )
    return None if tuple(chosen) == years else tuple(chosen)


def _choice(opened: Opened, facet: str) -> list[str]:
    """One facet's values; where there are more than can be offered, others can be typed."""
    offered = [term.value for term in opened.terms(facet)]
    many = len(offered) >= OFFERED
    words = WORDS.get(facet, str)
    chosen = [value for value in st.session_state.get(facet, []) if value not in offered]
    return st.multiselect(
        say(f"explore.facet.{facet}"),
        sorted([*offered, *chosen], key=lambda value: words(value).casefold()),
        key=facet,
        format_func=words,
        placeholder=say(f"explore.facet.{facet}"),
        help=say("explore.many_values", n=opened.known(facet), offered=OFFERED) if many else None,
        accept_new_options=many,
        label_visibility="collapsed",
        disabled=not offered,
    )


def _confidence() -> int:
    return st.selectbox(
        say("explore.facet.confidence"),
        CONFIDENCES,
        key="confidence",
        format_func=lambda least: (
            say("explore.confidence_from", percent=least) if least else say("explore.facet.confidence")
        ),
        label_visibility="collapsed",
    )


def clear(opened: Opened) -> None:
    """Take away every filter and mark."""
    for key, empty in WIDGETS.items():
        if key in st.session_state:
            st.session_state[key] = empty
    if "years" in st.session_state and opened.years:
        st.session_state.years = opened.years
    st.session_state.update(brush=None, area=None, event=None, playing=False)


def choose(event: str | None) -> None:
    """Select an event."""
    st.session_state.event = event


def step(opened: Opened, rank: int) -> None:
    """Select the event of this rank in time."""
    choose(query.id_of(opened, rank))


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
    """A clicked place: its event is selected and the other views show only this place; again, and they show all.

    A mark that stands for several places is a box around them.
    """
    event, longitude, latitude, _, *edges = values
    if len(edges) == 4:
        margin = 1e-5
        west, south, east, north = edges
        area = Area.box(west - margin, south - margin, east + margin, north + margin)
    else:
        area = Area.spot(longitude, latitude)
    again = st.session_state.area == area and (st.session_state.event or "") == event
    st.session_state.area = None if again else area
    choose(event or None)


def pick_on_timeline(values: list) -> None:
    """A clicked event is selected; a clicked stretch of many events becomes the brush."""
    event, *days = values
    if event:
        choose(event)
    elif len(days) >= 2:
        brush_days({"kind": "days", "days": days[:2]})
