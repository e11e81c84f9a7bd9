"""The player as a component of the Brief page."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from views.briefing.model import Briefing
from views.briefing.player import HERE, SCRIPT, STYLE, markup
from views.briefing.telling import shown
from views.palette import PALETTES
from views.query import Opened
from views.texts import language

FRAME = """.dl-stage-of-page { aspect-ratio: 16 / 9; max-height: calc(100vh - 8rem); width: 100%; min-height: 30rem;
  border-radius: 8px; overflow: hidden;
  outline: 1px solid var(--st-border-color, #8884); outline-offset: -1px; }
@media (max-width: 760px) { .dl-stage-of-page { aspect-ratio: auto; height: 80vh; max-height: none; } }"""


def stage(opened: Opened, briefing: Briefing, slide: int, theme: str) -> None:
    """Play the briefing, opened at a slide (from 0)."""
    _component()(key="stage", data={"html": _markup(opened, briefing, theme, language()), "slide": slide})


@lru_cache(maxsize=16)
def _markup(opened: Opened, briefing: Briefing, theme: str, _: str) -> str:
    """Worked out once a briefing, theme and language; the last is the one spoken."""
    palette = PALETTES[theme]
    return markup(briefing, shown(opened, briefing, palette), palette)


@st.cache_resource(show_spinner=False)
def _component():
    """Registered once a server."""
    return st.components.v2.component(
        "dateline_stage",
        html='<div class="dl-stage-of-page"></div>',
        css=f"{FRAME}\n{STYLE}",
        js=f"{SCRIPT}\n{(HERE / 'stage.js').read_text(encoding='utf-8')}",
        isolate_styles=False,
    )
