"""The colours of the two themes, none of them a group's (those are the registry's), and the signs of each status."""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Inter"
TYPEFACE = "Inter, system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, "#RRGGBB"."""

    name: str
    ink: str
    muted: str
    faint: str  # rules and grid lines
    paper: str
    panel: str
    accent: str
    sea: str
    land: str
    border: str
    label: str

    @property
    def css(self) -> str:
        """The colours as CSS variables `--dl-ink`, `--dl-accent`, …"""
        names = ("ink", "muted", "faint", "paper", "panel", "accent", "border")
        return ":root{" + "".join(f"--dl-{name}:{getattr(self, name)};" for name in names) + "}"


LIGHT = Palette(
    name="light",
    ink="#1D2430",
    muted="#5A6473",
    faint="#E3E6EB",
    paper="#FFFFFF",
    panel="#F6F7F9",
    accent="#5B45D6",
    sea="#E4EAF0",
    land="#FAFAF8",
    border="#C6CCD4",
    label="#6A7482",
)
DARK = Palette(
    name="dark",
    ink="#E9ECF1",
    muted="#A2ABB9",
    faint="#2A313C",
    paper="#12161C",
    panel="#1A2029",
    accent="#A597FF",
    sea="#0D1116",
    land="#1D232C",
    border="#3B4552",
    label="#8E98A7",
)
PALETTES = {palette.name: palette for palette in (LIGHT, DARK)}


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is drawn: filled or hollow, with a character inside; a halo where it goes on."""

    hollow: bool
    glyph: str
    meaning: str


SIGNS = {
    "occurred": Sign(False, "", "took place"),
    "ongoing": Sign(False, "", "goes on"),
    "planned": Sign(True, "", "planned"),
    "threatened": Sign(True, "!", "threatened"),
    "claimed": Sign(True, "?", "claimed, not confirmed"),
    "denied": Sign(True, "×", "denied"),
}


def sign(status: str) -> Sign:
    """The sign of a status; an unknown one is drawn as claimed, never as a fact."""
    return SIGNS.get(status, SIGNS["claimed"])


def fade(colour: str, opacity: float) -> str:
    """A colour "#RRGGBB" at an opacity from 0 to 1, as CSS."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{round(opacity, 3)})"
