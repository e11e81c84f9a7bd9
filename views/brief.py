"""The Brief page: put slides in order, give them words, present them, and take them away as a file."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

import streamlit as st

from views import frame, texts
from views.briefing import Briefing, BriefingInvalid, Slide, dumps, from_link, loads, to_link
from views.briefing.export import FORMATS, written
from views.briefing.model import LONGEST_NOTE, LONGEST_TITLE, MOST_SLIDES
from views.briefing.stage import stage
from views.briefing.telling import slide_of
from views.loading import ready_table
from views.palette import PALETTES, Palette
from views.print.table import permalink, query_of
from views.print.view import TooManyEvents, events_of
from views.query import Opened
from views.texts import say

SEEN = 6  # slides in the list without scrolling
PARAMETER = "briefing"  # of the page's link
MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html",
}


def page() -> None:
    """Draw the page for the briefing of this visit."""
    opened = ready_table()
    _begin()
    briefing = current()
    frame.header("brief", words=briefing.title, counter=say("brief.count", n=len(briefing.slides)))
    if st.session_state.get("brief_error"):
        st.warning(st.session_state.pop("brief_error"))
    left, right = st.columns([1, 2.3], gap="medium")
    with left:
        _contents(opened, briefing)
    with right:
        if briefing.slides:
            try:
                stage(opened, briefing, _chosen(briefing), frame.palette().name)
            except TooManyEvents as error:
                st.warning(str(error))
            st.html(f'<p class="dl-quiet">{escape(say("brief.keys"))}</p>')
        else:
            _nothing_yet()
    _finish()


def current() -> Briefing:
    """The briefing of this visit."""
    return st.session_state.get("brief") or Briefing()


def add(slide: Slide) -> None:
    """Put a slide at the end of the briefing of this visit; the other pages call it."""
    briefing = current()
    if len(briefing.slides) < MOST_SLIDES:
        _set(briefing.added(slide), len(briefing.slides))


def _begin() -> None:
    """Take the briefing of the link that opened this visit."""
    if "brief" not in st.session_state:
        st.session_state.brief = Briefing()
        if asked := st.query_params.get(PARAMETER):
            try:
                st.session_state.brief = from_link(asked)
            except BriefingInvalid as error:
                st.session_state.brief_error = say("brief.unreadable", why=str(error))
    st.session_state.setdefault("brief_slide", 0)
    st.session_state.setdefault("brief_turn", 0)


def _finish() -> None:
    """Write the briefing into the link, where it is short enough for one."""
    link = to_link(current()) if current() != Briefing() else None
    if link is None:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != link:
        st.query_params[PARAMETER] = link


def _chosen(briefing: Briefing) -> int:
    return min(st.session_state.brief_slide, max(len(briefing.slides) - 1, 0))


def _set(briefing: Briefing, slide: int | None = None) -> None:
    """Another briefing; widgets over its slides begin anew where their order has changed."""
    if slide is not None:
        st.session_state.brief_turn = st.session_state.get("brief_turn", 0) + 1
        st.session_state.brief_slide = slide
    st.session_state.brief = briefing


def _contents(opened: Opened, briefing: Briefing) -> None:
    """Title, slides in their order, the words of the chosen one, and the file."""
    turn = st.session_state.brief_turn
    key = f"brief-title-{turn}"
    st.text_input(
        say("brief.title"),
        briefing.title,
        key=key,
        max_chars=LONGEST_TITLE,
        placeholder=say("brief.title"),
        label_visibility="collapsed",
        on_change=lambda: _set(Briefing(st.session_state[key], current().slides)),
    )
    _ways_in(opened)
    with st.container(
        key="brief-slides", gap="small", height=250 if len(briefing.slides) > SEEN else "content", border=False
    ):
        for number, slide in enumerate(briefing.slides):
            _row(briefing, number, slide)
    if briefing.slides:
        _editor(briefing, _chosen(briefing), turn)
    _ways_out(opened, briefing)


def _row(briefing: Briefing, number: int, slide: Slide) -> None:
    """A slide in the list: choose it, move it, take it away."""
    here = number == _chosen(briefing)
    last = len(briefing.slides) - 1
    with st.container(horizontal=True, key=f"brief-row-{number}{'-here' if here else ''}", gap="small"):
        label = f"{number + 1}. {_unmarked(slide.title) or say('brief.untitled')}"
        _button(label, f"choose-{number}", lambda: _choose(number), type="tertiary", width="stretch")
        before, after = max(number - 1, 0), min(number + 1, last)
        # Their words are for screen readers; what is seen are arrows and a cross, which the style sheet draws.
        words = {name: say(f"brief.{name}", n=number + 1) for name in ("up", "down", "remove")}
        _button(words["up"], f"up-{number}", lambda: _set(briefing.moved(number, -1), before), None, number == 0)
        _button(words["down"], f"down-{number}", lambda: _set(briefing.moved(number, 1), after), None, number == last)
        _button(words["remove"], f"remove-{number}", lambda: _set(briefing.removed(number), before))


def _choose(number: int) -> None:
    st.session_state.brief_slide = number
    st.session_state.brief_turn += 1


def _unmarked(text: str) -> str:
    """Text whose signs Streamlit's labels don't read as Markdown."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!<>$:~|^=&" else c for c in " ".join(text.split()))[:160]


def _button(label: str, key: str, do: Callable[[], None], tip: str | None = None, disabled=False, **looks) -> None:
    words = say(tip) if tip else None
    st.button(label, key=f"brief-{key}", on_click=do, help=words, disabled=disabled, **looks)


def _editor(briefing: Briefing, number: int, turn: int) -> None:
    """Title, note and map frame of the chosen slide."""
    slide = briefing.slides[number]
    keys = {name: f"brief-{name}-{turn}-{number}" for name in ("slide-title", "note", "frame")}

    def keep(field: str, name: str) -> None:
        _set(current().edited(number, **{field: st.session_state[keys[name]]}))

    st.text_input(
        say("brief.slide_title"),
        slide.title,
        key=keys["slide-title"],
        max_chars=LONGEST_TITLE,
        on_change=keep,
        args=("title", "slide-title"),
    )
    st.text_area(
        say("brief.note"),
        slide.note,
        key=keys["note"],
        max_chars=LONGEST_NOTE,
        height=96,
        on_change=keep,
        args=("note", "note"),
    )
    st.text_input(
        say("brief.frame"),
        ", ".join(f"{x:g}" for x in slide.frame) if slide.frame else "",
        key=keys["frame"],
        placeholder=say("brief.frame_rest"),
        help=say("brief.frame_help"),
        on_change=lambda: _set_frame(number, st.session_state[keys["frame"]]),
    )


def _set_frame(number: int, text: str) -> None:
    """The frame as typed; what is no frame is told and left as it was."""
    try:
        bounds = tuple(float(part) for part in text.split(",")) if text.strip() else None
        if bounds is not None and len(bounds) != 4:
            raise ValueError
        _set(current().edited(number, frame=bounds))
    except ValueError:  # BriefingInvalid is one
        st.session_state.brief_error = say("brief.frame_wrong", text=text)
        st.session_state.brief_turn += 1


def _ways_in(opened: Opened) -> None:
    """The view that Explore was left in, a link, or a file."""
    left = st.session_state.get("links", {}).get("explore", {})
    with st.container(horizontal=True, key="brief-in", gap="small"):
        _button(say("brief.add_view"), "add", lambda: add_view(opened, _query(left)), "brief.add_help")
        with st.popover(say("brief.more_ways")):
            link = st.text_input(say("brief.add_link"), key="brief-link", placeholder="http://…/?group=…")
            _button(say("brief.add_link_button"), "add-link", lambda: add_view(opened, link), None, not link)
            turn = st.session_state.brief_turn
            file = st.file_uploader(say("brief.load"), type="json", key=f"brief-file-{turn}")
            if file is not None:
                _button(say("brief.load_button"), "load", lambda: _load(file.name, file.getvalue()))


def _query(link: dict[str, list[str]]) -> str:
    return urlencode(link, doseq=True)


def add_view(opened: Opened, link: str) -> None:
    """A slide of a link's view, or of its event."""
    try:
        add(slide_of(events_of(opened, query_of(link))))
    except (BriefingInvalid, TooManyEvents) as error:
        st.session_state.brief_error = str(error)


def _load(name: str, content: bytes) -> None:
    try:
        _set(loads(content, name), 0)
    except BriefingInvalid as error:
        st.session_state.brief_error = say("brief.unreadable", why=str(error))


def _ways_out(opened: Opened, briefing: Briefing) -> None:
    """The file to keep, the slides to take along, the link to hand on."""
    empty = briefing == Briefing()
    with st.container(horizontal=True, key="brief-out", gap="small"):
        st.download_button(
            say("brief.save"), dumps(briefing), "briefing.json", "application/json", key="brief-save", disabled=empty
        )
        with st.popover(say("brief.export"), disabled=not briefing.slides):
            form = st.segmented_control(
                say("brief.format"), list(FORMATS), default=FORMATS[0], required=True, format_func=str.upper
            )
            theme = st.segmented_control(
                say("brief.theme"),
                list(PALETTES),
                default=frame.palette().name,
                required=True,
                format_func=lambda name: say(f"brief.{name}"),
            )
            make = _maker(opened, briefing, form, PALETTES[theme], texts.language(), _home())
            st.download_button(say("brief.write"), make, f"briefing.{form}", MIME[form], key="brief-write")
        with st.popover(say("brief.share"), disabled=not briefing.slides):
            link = to_link(briefing)
            if link:
                st.code(permalink(_home(), f"{PARAMETER}={link}"), language=None, wrap_lines=True)
            else:
                st.write(say("brief.too_long"))


def _maker(opened: Opened, briefing: Briefing, form: str, palette: Palette, language: str, address: str):
    """What writes the file once it is asked for, in a thread of its own."""

    def make() -> bytes:
        texts.use(language)
        return written(opened, briefing, form, palette, language, address)

    return make


def _home() -> str:
    """The address of this page."""
    return (st.context.url or "http://localhost:8501/brief").partition("?")[0]


def _nothing_yet() -> None:
    st.html(
        f'<div class="dl-empty"><h2>{escape(say("brief.empty.title"))}</h2>'
        f"<p>{escape(say('brief.empty.text'))}</p></div>"
    )
