"""The form that sets fields of an event: every value is checked before it becomes an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from geopy.exc import GeocoderQueryError

from pipeline import corrections
from pipeline.corrections import Entry, ValueInvalid
from pipeline.corrections.fields import value_of
from pipeline.events import load_event_types
from pipeline.events.toll import kinds as toll_kinds
from pipeline.groups import load_registry
from pipeline.model import Event, PlaceKind, Status
from pipeline.places.geocoder import GazetteerGeocoder
from views import reviewer, wording
from views.heard import heard
from views.review.acting import record
from views.review.shown import said
from views.texts import say

CANDIDATES = 8
_NUMBERS = re.compile(r"\s*(\d{1,7})\s*(?:(\+)|[-–]\s*(\d{1,7}))?\s*\Z")


@dataclass(frozen=True, slots=True)
class TollInvalid(ValueError):
    """What was typed is no number of people."""

    text: str


def form(directory: Path, event: Event) -> None:
    """The fields with what they hold now; saving puts one entry a changed field into the ledger."""
    key = f"edit-{event.event_id}"
    values, problems = _values(event, key)
    reason = st.text_input(say("review.why"), key=f"{key}-why", max_chars=2000)
    by = reviewer.name()
    hint = None if by else say("review.name_first")
    if not st.button(say("review.save"), type="primary", key=f"{key}-save", disabled=not by, help=hint):
        return
    entries = []
    for name, value in values.items():
        if value != value_of(event, name):
            entries += _entry(event, name, value, by, reason, problems)
    if problems:
        for problem in problems:
            st.error(problem)
    elif not entries:
        st.info(say("review.nothing_changed"))
    elif record(directory, *entries):
        st.session_state.review_mode = ""
        st.toast(say("review.saved", n=len(entries)))
        st.rerun()


def _entry(event: Event, name: str, value, by: str, reason: str, problems: list[str]) -> list[Entry]:
    try:
        return [corrections.edit(event, name, value, by=by, reason=reason)]
    except ValueInvalid:
        problems.append(say(f"review.invalid.{name}", typed=wording.shorten(str(value), 60)))
    except corrections.EntryInvalid as error:
        problems.append(f"{say(f'review.field.{name}')}: {heard(str(error))}")
    return []


def _values(event: Event, key: str) -> tuple[dict[str, object], list[str]]:
    """What the widgets hold, by field, and what can't be read of it."""
    problems: list[str] = []
    values: dict[str, object] = {"title": st.text_input(say("review.field.title"), event.title, key=f"{key}-title")}
    kind, status, date = st.columns(3)
    types, statuses = list(load_event_types()), [str(s) for s in Status]
    values["event_type"] = kind.selectbox(
        say("review.field.event_type"), types, types.index(event.event_type), key=f"{key}-type",
        format_func=lambda one: say(f"words.type.{one}"),
    )  # fmt: skip
    values["status"] = status.selectbox(
        say("review.field.status"), statuses, statuses.index(str(event.status)), key=f"{key}-status",
        format_func=lambda one: say(f"words.status.{one}"),
    )  # fmt: skip
    typed = date.text_input(
        say("review.field.date"), event.when.edtf if event.when else "", key=f"{key}-date", help=say("review.date_help")
    )
    values["date"] = typed.strip() or None
    if values["date"]:
        date.caption(wording.when(values["date"]))
    values["place"] = _place(event, key)
    registry = load_registry()
    armed = sorted((g.id for g in registry.groups if g.is_armed), key=lambda one: registry.group(one).name.casefold())
    values["groups"] = st.multiselect(
        say("review.field.groups"), [*armed, *(g for g in event.groups if g not in armed)], list(event.groups),
        key=f"{key}-groups", format_func=lambda one: registry.by_id[one].name if one in registry.by_id else one,
        placeholder=say("review.no_groups"),
    )  # fmt: skip
    actors = st.text_area(say("review.actors"), "\n".join(event.actors), key=f"{key}-actors", height=80)
    values["actors"] = [line.strip() for line in actors.splitlines() if line.strip()]
    values["toll"] = _toll(event, key, problems)
    return values, problems


def _toll(event: Event, key: str, problems: list[str]) -> list[dict]:
    now = {toll["kind"]: toll for toll in value_of(event, "toll")}
    found = []
    for kind, column in zip(toll_kinds(), st.columns(len(toll_kinds())), strict=True):
        text = said("toll", [now[kind]]).rpartition(" ")[2] if kind in now else ""
        typed = column.text_input(say(f"review.toll.{kind}"), text, key=f"{key}-{kind}", help=say("review.toll_help"))
        try:
            found += [numbers(kind, typed)] if typed.strip() else []
        except TollInvalid:
            problems.append(say("review.toll_invalid", kind=say(f"review.toll.{kind}"), typed=typed))
    order = [toll["kind"] for toll in value_of(event, "toll")]
    return sorted(found, key=lambda toll: order.index(toll["kind"]) if toll["kind"] in order else len(order))


def numbers(kind: str, typed: str) -> dict:
    """ "5", "5-7" or "5+" as a toll. TollInvalid."""
    match = _NUMBERS.match(typed)
    if not match:
        raise TollInvalid(typed)
    low, more, high = match.groups()
    return {"kind": kind, "low": int(low), "high": None if more else int(high or low)}


def _place(event: Event, key: str):
    """As it is, none, one of the gazetteer's candidates, or one of the reviewer's own."""
    now = value_of(event, "place")
    asked = st.text_input(
        say("review.place_search"), event.place.text if event.place else "", key=f"{key}-asked",
        help=say("review.place_help"),
    )  # fmt: skip
    found = candidates(asked)
    options = ["as_is", "none", "own", *range(len(found))]

    def label(option) -> str:
        if option == "as_is":
            return say("review.place_as_is", place=said("place", now))
        if isinstance(option, str):
            return say(f"review.place_{option}")
        address, value = found[option]
        return f"{wording.place(address, value['place_kind'])} ({value['latitude']:.2f}, {value['longitude']:.2f})"

    chosen = st.selectbox(say("review.field.place"), options, key=f"{key}-place-{asked}", format_func=label)
    if chosen == "as_is":
        return now
    if chosen == "none":
        return None
    return _own_place(key, now or {}, asked) if chosen == "own" else found[chosen][1]


def _own_place(key: str, now: dict, asked: str) -> dict:
    name, latitude, longitude, radius, kind = st.columns([2, 1, 1, 1, 1])
    kinds = [str(k) for k in PlaceKind]
    return {
        "name": name.text_input(say("review.own.name"), asked, key=f"{key}-own-name"),
        "latitude": latitude.number_input(
            say("review.own.latitude"), -90.0, 90.0, now.get("latitude") or 0.0, format="%.4f", key=f"{key}-own-lat"
        ),
        "longitude": longitude.number_input(
            say("review.own.longitude"), -180.0, 180.0, now.get("longitude") or 0.0, format="%.4f", key=f"{key}-own-lon"
        ),
        "radius_km": radius.number_input(
            say("review.own.radius"), 0.0, 20_000.0, now.get("radius_km") or 5.0, key=f"{key}-own-radius"
        ),
        "place_kind": kind.selectbox(
            say("review.own.kind"), kinds, key=f"{key}-own-kind", format_func=lambda one: say(f"words.kind.{one}")
        ),
    }


@st.cache_data(max_entries=200, show_spinner=False)
def candidates(asked: str) -> list[tuple[str, dict]]:
    """The gazetteer's places for a phrase, the likeliest first: address, and the value a correction takes."""
    try:
        found = GazetteerGeocoder().geocode(asked, exactly_one=False, limit=CANDIDATES) or []
    except GeocoderQueryError:
        return []
    made = []
    for one in found:
        value = {"name": one.raw["name"], "latitude": one.latitude, "longitude": one.longitude}
        value |= {"radius_km": one.raw["radius_km"], "place_kind": one.raw["kind"]}
        more = {"geonames_id": one.raw["id"], "country_code": one.raw["country_code"]}
        made.append((one.address, value | {k: v for k, v in more.items() if v is not None}))
    return made
