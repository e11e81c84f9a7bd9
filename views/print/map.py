"""The map of a figure as SVG: ground, areas, marks and names, by the same sums as the map on the screen. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from views import geometry
from views.figures import basemap
from views.figures.labels import NAME_BELOW, Box, name_spots
from views.figures.map import CORE, DOT, RIM, RING
from views.figures.marks import BROKEN, FAINT, FAINT_RIM, view_of
from views.figures.placing import AreaMark, Mark, apart, areas_of, marks_of, pins_of
from views.figures.spread import Cluster, clusters, joint
from views.palette import Palette
from views.print import lettering, svg
from views.print.ground import Frame, drawn, ground, rings
from views.selection import Area

TOWN, AREA_NAME, COUNTRY, SMALL = 11.0, 12.0, 11.0, 9.0  # pixels of type
MANY_NAMES = 600  # names of the ground that are tried; those of the largest places come first
Degrees = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the marks of some events stand in a frame."""

    frame: Frame
    areas: tuple[AreaMark, ...]
    marks: tuple[Mark, ...]
    gathered: tuple[Cluster, ...]


def frame_of(events: pd.DataFrame, width: float, height: float, bounds: Degrees | None = None) -> Frame:
    """The frame that shows all placed events, their areas too, or the bounds asked for."""
    if bounds:
        west, south, east, north = bounds
        longitude, latitude, zoom = view_of((west, east), (south, north), width / 0.82, height / 0.78)
        return Frame(longitude, latitude, zoom, width, height)
    placed = events[events["placed"]]
    reach = placed["radius_km"].where(placed["area"], 0).fillna(0).clip(upper=3000) / geometry.KM_A_DEGREE
    aside = reach / placed["latitude"].map(lambda y: max(math.cos(math.radians(y)), 0.2))
    longitudes = [*(placed["longitude"] - aside), *(placed["longitude"] + aside)]
    latitudes = [*(placed["latitude"] - reach), *(placed["latitude"] + reach)]
    return Frame(*view_of(longitudes, latitudes, width, height), width, height)


def scene(events: pd.DataFrame, frame: Frame, palette: Palette, selected: str | None) -> Scene:
    """Events (with `verdict`) as areas and marks, spread where several share a place."""
    pins, verdict = pins_of(events), events["verdict"].to_numpy()
    marks = list(marks_of(pins, verdict, selected))
    gathered = clusters([(m.longitude, m.latitude) for m in marks], frame.zoom)
    marks = apart(marks, gathered, frame.zoom)
    return Scene(frame, tuple(areas_of(pins, verdict, selected)), tuple(marks), tuple(gathered))


def map_svg(found: Scene, palette: Palette, *, area: Area | None = None, name: str = "frame") -> str:
    """The map in a frame of its own; `name` is the id of its clip path."""
    frame = found.frame
    clip = svg.tag("clipPath", svg.rect(0, 0, frame.width, frame.height, rx=5), id=name)
    inner = drawn(frame, palette) + layer_svg(found, palette, area=area)
    edge = svg.rect(0.5, 0.5, frame.width - 1, frame.height - 1, rx=5, fill="none", stroke=palette.faint)
    return svg.tag("defs", clip) + svg.group(inner, clip_path=f"url(#{name})", class_="map") + edge


def layer_svg(found: Scene, palette: Palette, *, area: Area | None = None) -> str:
    """What lies on the ground: its names, areas, marks and their names."""
    frame, taken = found.frame, [_attribution_box(found.frame)]
    names = [*_town_names(found, palette, taken), *_area_names(found, palette, taken)]
    parts = [
        _ground_names(found, palette, taken),
        *(_area(mark, frame, palette) for mark in found.areas),
        _marked(area, frame, palette) if area and area.kind != "spot" else "",
        *(_mark(mark, frame, palette) for mark in sorted(found.marks, key=lambda m: m.selected)),
        *names,
        _attribution(frame, palette),
    ]
    return "".join(parts)


def _area(mark: AreaMark, frame: Frame, palette: Palette) -> str:
    strength = 1.0 if mark.certain else FAINT
    return svg.tag(
        "path",
        d=svg.path(rings([_array(ring) for ring in mark.rings], frame), closed=True),
        fill=mark.colour if mark.facts else "none",
        fill_opacity=0.16 * strength,
        fill_rule="evenodd",
        stroke=palette.accent if mark.selected else mark.colour,
        stroke_opacity=None if mark.selected else 0.75 * strength,
        stroke_width=2.5 if mark.selected else 1.3,
        class_="area",
        data_event=mark.place["event_id"],
    )


def _marked(area: Area, frame: Frame, palette: Palette) -> str:
    """The box or outline that the view is filtered by."""
    return svg.tag(
        "path",
        d=svg.path(rings([_array(area.ring)], frame), closed=True),
        fill=palette.accent,
        fill_opacity=0.06,
        stroke=palette.accent,
        stroke_width=1.5,
    )


def _array(ring: Sequence[tuple[float, float]]) -> np.ndarray:
    return np.array(ring, dtype=float)


def size_of(mark: Mark) -> float:
    """Pixels across."""
    return DOT if mark.number == 1 else DOT + 6 + 2.2 * math.log2(mark.number)


def place_of(mark: Mark, frame: Frame) -> tuple[float, float]:
    """Where a mark stands, in pixels."""
    x, y = frame.at(mark.longitude, mark.latitude)
    return x + mark.dx, y + mark.dy


def _mark(mark: Mark, frame: Frame, palette: Palette) -> str:
    x, y = place_of(mark, frame)
    if not (-40 < x < frame.width + 40 and -40 < y < frame.height + 40):
        return ""
    return svg.group(
        mark_svg(mark, palette),
        transform=f"translate({svg.number(x)} {svg.number(y)})",
        class_="mark",
        data_event=mark.event,
    )


def mark_svg(mark: Mark, palette: Palette) -> str:
    """A mark around the origin: ring of the selected one, halo of what goes on, rim, dot, hollow inside, sign."""
    size, faint = size_of(mark), FAINT if mark.faint else None
    parts = []
    if mark.selected:
        parts.append(svg.circle(0, 0, (size + RING) / 2, fill=palette.accent))
    if mark.ongoing:
        parts.append(svg.circle(0, 0, (size + 9) / 2, fill=mark.colour, fill_opacity=0.35 * (faint or 1.0)))
    parts.append(svg.circle(0, 0, (size + RIM) / 2, fill=palette.paper))
    parts.append(svg.circle(0, 0, size / 2, fill=mark.colour, fill_opacity=faint))
    if mark.hollow:
        parts.append(svg.circle(0, 0, (size - (DOT - CORE)) / 2, fill=palette.paper))
    if mark.faint:
        rim = {"fill": "none", "stroke": mark.colour, "stroke_width": 1.3, "stroke_opacity": FAINT_RIM}
        parts.append(svg.circle(0, 0, size / 2, **rim, stroke_dasharray=BROKEN))
    if mark.glyph:
        glyph = 11.0 if mark.number > 1 else 9.5
        parts.append(
            lettering.text(0, glyph * 0.36, mark.glyph, size=glyph, colour=palette.ink, weight=600, anchor="middle")
        )
    return "".join(parts)


def _town_names(found: Scene, palette: Palette, taken: list[Box]) -> list[str]:
    """Each cluster's towns once, beside its marks: under them where that is clear. Those of most events come first."""
    spots = [_spots(cluster, found) for cluster in found.gathered]
    taken += [Box(x, y, size_of(mark) / 2 + 1, size_of(mark) / 2 + 1) for mark, x, y in _placed(found)]
    written = []
    order = sorted(range(len(spots)), key=lambda i: (-sum(found.marks[k].number for k in found.gathered[i].members), i))
    for index in order:
        name = joint(found.marks[k].place for k in found.gathered[index].members)
        name = lettering.fitted(name, TOWN, 190)
        left, top, right, bottom = spots[index]
        wide, x = lettering.width(name, TOWN), (left + right) / 2
        tries = [
            (x, bottom + NAME_BELOW - 4, "middle"),
            (x, top - 11, "middle"),
            (right + 11 + wide / 2, (top + bottom) / 2, "middle"),
            (left - 11 - wide / 2, (top + bottom) / 2, "middle"),
        ]
        written += _written(name, tries, TOWN, palette.ink, palette, taken, found.frame)
    return written


def _placed(found: Scene):
    return [(mark, *place_of(mark, found.frame)) for mark in found.marks]


def _spots(cluster: Cluster, found: Scene) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a cluster's middles, in pixels of the frame."""
    xs, ys = zip(*(place_of(found.marks[index], found.frame) for index in cluster.members), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _area_names(found: Scene, palette: Palette, taken: list[Box]) -> list[str]:
    """A name and a number of events on each area; always there, since an area without one says nothing."""
    seen = [(area, extent) for area in found.areas if (extent := _extent(area, found.frame))]
    words = [f"{lettering.fitted(a.place['place'], AREA_NAME, 200)} · {len(a.rows):,}" for a, _ in seen]
    spots = name_spots([a.place for a, _ in seen], words, found.marks, found.frame.zoom)
    written = []
    for (longitude, latitude), text, (_, extent) in zip(spots, words, seen, strict=True):
        x, y = found.frame.at(longitude, latitude)
        half = lettering.width(text, AREA_NAME) / 2 + 3
        left, top, right, bottom = extent  # the name of an area that the frame cuts stands in the part to be seen
        x = min(max(x, left, half), right, found.frame.width - half)
        y = min(max(y, top, 10.0), bottom, found.frame.height - 22)
        tries = [(x, y + step, "middle") for step in (0, 15, -15, 30, -30, 45, -45)]
        sides = (
            max(x - half, half),
            min(x + half, found.frame.width - half),
        )  # where towns leave no room above or below
        tries += [(side, high, "middle") for _, high, _ in tries for side in sides]
        written += _written(text, tries, AREA_NAME, palette.ink, palette, taken, found.frame, always=True)
    return written


def _extent(area: AreaMark, frame: Frame) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of what the frame shows of an area; None for nothing."""
    points = [point for ring in rings([_array(ring) for ring in area.rings], frame) for point in ring]
    if not points:
        return None
    (left, top), (right, bottom) = np.min(points, axis=0), np.max(points, axis=0)
    inside = left < frame.width and top < frame.height and right > 0 and bottom > 0
    return (float(left), float(top), float(right), float(bottom)) if inside else None


def _written(
    words, tries, size, colour, palette: Palette, taken: list[Box], frame: Frame, *, always=False
) -> list[str]:
    """The words at the first clear spot, which is then taken; nothing where none is, unless they must stand."""
    half = lettering.width(words, size) / 2 + 2
    boxes = [Box(x, y, half, size * 0.62) for x, y, _ in tries]
    clear = [i for i, box in enumerate(boxes) if _inside(box, frame) and not any(box.meets(b) for b in taken)]
    if not clear and not always:
        return []
    index = clear[0] if clear else 0
    taken.append(boxes[index])
    x, y, anchor = tries[index]
    return [lettering.text(x, y + size * 0.36, words, size=size, colour=colour, anchor=anchor, halo=palette.land)]


def _inside(box: Box, frame: Frame) -> bool:
    return box.wide < box.x < frame.width - box.wide and box.high < box.y < frame.height - box.high


def _ground_names(found: Scene, palette: Palette, taken: list[Box]) -> str:
    """Countries, capitals and towns of the basemap where nothing of the events stands."""
    frame = found.frame
    west, south, east, north = frame.bounds
    seen = [
        name
        for name in ground().names
        if name.zoom <= frame.zoom and south <= name.latitude <= north and west <= name.longitude <= east
    ]
    shown = {str(mark.place["place"]).casefold() for mark in found.areas}  # these have a name already
    seen = [name for name in seen if name.text.casefold() not in shown]
    seen.sort(key=lambda name: ({"country": 0, "capital": 1}.get(name.kind, 2), name.zoom))
    parts = []
    for name in seen[:MANY_NAMES]:
        x, y = frame.at(name.longitude, name.latitude)
        if name.kind == "country":
            text, size, colour, anchor = name.text.upper(), COUNTRY, palette.muted, "middle"
            tries = [(x, y, anchor)]
        else:
            text, size, colour = name.text, TOWN - 0.5, palette.label
            tries = [(x + 6 + lettering.width(text, size) / 2, y, "middle")]
        written = _written(text, tries, size, colour, palette, taken, frame)
        if written and name.kind != "country":
            dot = {"fill": palette.land, "stroke": palette.label, "stroke_width": 0.8}
            parts.append(svg.circle(x, y, 2 if name.kind == "capital" else 1.5, **dot))
        parts += written
    return svg.group(*parts, class_="ground-names")


def _attribution_box(frame: Frame) -> Box:
    wide = lettering.width(basemap.ATTRIBUTION, SMALL) / 2 + 5
    return Box(frame.width - wide, frame.height - 7.5, wide, 7.5)


def _attribution(frame: Frame, palette: Palette) -> str:
    box, at = _attribution_box(frame), frame.height - 4.5
    words = lettering.text(frame.width - 5, at, basemap.ATTRIBUTION, size=SMALL, colour=palette.muted, anchor="end")
    return (
        svg.rect(box.x - box.wide, box.y - box.high, 2 * box.wide, 2 * box.high, fill=palette.land, fill_opacity=0.75)
        + words
    )
