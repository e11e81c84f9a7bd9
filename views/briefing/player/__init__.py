"""A briefing that plays: one block of HTML with all slides, the same on the Brief page and in a file of its own.

The ground of the map is there once; each slide has a layer over it, drawn for its own frame. Flying moves the ground
and fades from one layer to the next, so that nothing has to be worked out in the browser but a camera.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from views.briefing.model import Briefing
from views.briefing.telling import MAP_HEIGHT, MAP_WIDTH, Shown, Told, tell
from views.palette import Palette
from views.print import lettering, svg
from views.print.ground import Frame, drawn
from views.print.map import layer_svg
from views.print.svg import clean
from views.print.timeline import timeline_svg
from views.texts import say

HERE = Path(__file__).parent
SCRIPT = (HERE / "player.js").read_text(encoding="utf-8")
STYLE = (HERE / "player.css").read_text(encoding="utf-8")
BUTTONS = (
    ("back", "M10 3 5 8l5 5", "brief.back"),
    ("on", "M6 3l5 5-5 5", "brief.on"),
    ("full", "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", "brief.full"),
)
MOST_TOLD = 3_000  # events whose words a file carries
ROUND = 0.6  # of a frame's size that the ground goes on around it


def markup(briefing: Briefing, slides: Sequence[Shown], palette: Palette) -> str:
    """The block, complete but for `SCRIPT`'s `play(block)` and `STYLE`. Every text in it is escaped."""
    frames = [slide.scene.frame for slide in slides]
    ground = ground_frame(frames)
    sections = (_section(briefing, slide, n, len(slides), palette) for n, slide in enumerate(slides, start=1))
    layers = (_layer(slide, n, palette) for n, slide in enumerate(slides, start=1))
    whole = svg.group(
        svg.group(
            svg.group(drawn(ground, palette, steady=True), id="dl-ground"),
            class_="dl-ground",
            data_camera=_camera(ground),
        ),
        *layers,
    )
    box = f"0 0 {MAP_WIDTH:.0f} {MAP_HEIGHT:.0f}"
    stage = svg.tag("svg", whole, class_="dl-stage", viewBox=box, role="group", aria_label=say("brief.map"))
    return (
        f'<div class="dl-player" data-theme="{palette.name}" style="{_colours(palette)}" tabindex="0" role="region" '
        f'aria-roledescription="{_say("brief.slides")}" aria-label="{_plain(briefing.title or say("brief.slides"))}">'
        f'<div class="dl-map">{stage}</div>{"".join(sections)}{_controls()}{_stories(slides)}</div>'
    )


def _colours(palette: Palette) -> str:
    names = ("ink", "muted", "faint", "paper", "panel", "accent")
    return ";".join(f"--{name}:{getattr(palette, name)}" for name in names)


def ground_frame(frames: Sequence[Frame]) -> Frame:
    """One frame with all of these and some way around them, at the zoom of the closest."""
    zoom = max((frame.zoom for frame in frames), default=1.0)
    boxes = []
    for frame in frames:
        scale, (x, y) = 2 ** (zoom - frame.zoom), frame.corner
        aside, up = frame.width * ROUND, frame.height * ROUND
        boxes.append([v * scale for v in (x - aside, y - up, x + frame.width + aside, y + frame.height + up)])
    if not boxes:
        return Frame(10.0, 20.0, zoom, MAP_WIDTH, MAP_HEIGHT)
    left, top = (min(box[i] for box in boxes) for i in (0, 1))
    right, bottom = (max(box[i] for box in boxes) for i in (2, 3))
    return Frame.between(left, top, right, bottom, zoom)


def _camera(frame: Frame) -> str:
    """Left and top of a frame on the map of the world at zoom 0, its zoom and width: what flying goes from and to."""
    scale, (x, y) = 2**frame.zoom, frame.corner
    return " ".join(f"{value:.6f}" for value in (x / scale, y / scale, frame.zoom, frame.width, frame.height))


def _layer(slide: Shown, number: int, palette: Palette) -> str:
    frame = slide.scene.frame
    wide = replace(slide.scene, frame=replace(frame, edge=frame.width * ROUND))
    inner = layer_svg(wide, palette, area=slide.view.selection.area)
    return svg.group(svg.group(inner, id=f"dl-layer-{number}"), class_="dl-layer", data_camera=_camera(frame))


def _section(briefing: Briefing, slide: Shown, number: int, total: int, palette: Palette) -> str:
    timeline = timeline_svg(slide.lanes, palette, slide.view.selected, name=f"fade{number}")
    box = f"0 0 {slide.lanes.width:.0f} {math.ceil(slide.lanes.height)}"
    lanes = svg.tag("svg", timeline, class_="dl-lanes", viewBox=box, role="group", aria_label=say("brief.timeline"))
    quote = (
        f'<blockquote dir="auto">“{_plain(slide.told.quote)}”</blockquote>' if slide.told and slide.told.quote else ""
    )
    note = f'<p class="dl-note" dir="auto">{_plain(slide.slide.note)}</p>' if slide.slide.note else ""
    listed = "".join(f'<li dir="auto">{_plain(words)}</li>' for words in slide.events)
    quote += f'<ul class="dl-listed">{listed}</ul>' if listed else ""
    place = " · ".join(part for part in (clean(briefing.title), f"{number} / {total}") if part)
    return (
        f'<section class="dl-slide" data-number="{number}" aria-label="{_plain(f"{number} / {total}: {slide.title}")}">'
        f'<h2 dir="auto">{_plain(slide.title)}</h2>{_print_map(number)}'
        f'<div class="dl-words"><p class="dl-facts" dir="auto">{_plain(slide.facts)}</p>{note}{quote}'
        f'<aside class="dl-picked" aria-live="polite"></aside></div>'
        f'<div class="dl-time">{lanes if slide.lanes.slots else ""}</div>'
        f'<footer><p class="dl-source" dir="auto">{_plain(slide.source_line)}</p>'
        f'<p dir="auto">{_plain(place)}</p></footer></section>'
    )


def _print_map(number: int) -> str:
    """The slide's map for paper, made of the parts that are there; the script moves the ground to its place."""
    box = f"0 0 {MAP_WIDTH:.0f} {MAP_HEIGHT:.0f}"
    parts = svg.tag("use", href="#dl-ground", class_="dl-under") + svg.tag("use", href=f"#dl-layer-{number}")
    return svg.tag("svg", parts, class_="dl-print-map", viewBox=box, aria_hidden="true")


def _controls() -> str:
    inner = "".join(
        f'<button type="button" data-do="{name}" title="{_say(key)}" aria-label="{_say(key)}">'
        f'<svg viewBox="0 0 16 16" aria-hidden="true"><path d="{shape}"/></svg></button>'
        for name, shape, key in BUTTONS
    )
    return f'<nav class="dl-controls">{inner}</nav>'


def _stories(slides: Sequence[Shown]) -> str:
    """The words of every event that a slide shows, for who clicks its mark."""
    found: dict[str, Told] = {}
    for slide in slides:
        for row in slide.view.events.to_dict("records"):
            if row["event_id"] in found:
                continue
            if len(found) >= MOST_TOLD:
                break
            found[row["event_id"]] = tell(slide.view, row)
    return "".join(map(_story, found.values()))


def _story(told: Told) -> str:
    quote = f'<blockquote dir="auto">“{_plain(told.quote)}”</blockquote>' if told.quote else ""
    return (
        f'<article hidden data-told="{_plain(told.event)}"><h3 dir="auto">{_plain(told.title)}</h3>'
        f'<p dir="auto">{_plain(told.facts)}</p>{quote}'
        f'<p class="dl-source" dir="auto">{_plain(told.source)}</p></article>'
    )


def _plain(text: object) -> str:
    return escape(clean(text), quote=True)


def _say(key: str) -> str:
    return _plain(say(key))


def html(briefing: Briefing, slides: Sequence[Shown], palette: Palette, language: str, origin: str) -> str:
    """The whole briefing as one file that asks nothing of any machine; `origin` says what it was made of."""
    block = markup(briefing, slides, palette)
    script = f"{SCRIPT}\nplay(document.querySelector('.dl-player'), true);"
    style = f"{_fonts(block)}{STYLE}\nhtml,body{{margin:0;height:100%;background:{palette.paper}}}"
    policy = (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'unsafe-inline'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta name="generator" content="{_plain(origin)}"><title>{_plain(briefing.title or "Dateline")}</title>'
        f"<style>{style}</style>"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{_plain(language)}"><head>{head}</head><body>{block}'
        f"<script>{script}</script></body></html>\n"
    )


def _fonts(block: str) -> str:
    return (
        lettering.embedded(f'{block} font-weight="{lettering.STRONG}"').removeprefix("<style>").removesuffix("</style>")
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
