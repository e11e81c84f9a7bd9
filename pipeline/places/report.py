"""Places at the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.places import Scores
from pipeline.places.locate import KIND_WORDS, Answer

NUMBERS = ("latitude", "longitude", "radius", "share")


def show_answers(screen: Console, answers: Sequence[Answer]) -> None:
    """Prints the places that a phrase may mean, one a line, the likeliest first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("place", "kind", "latitude", "longitude", "radius", "share", "GeoNames", "rule", "why"):
        table.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for answer in answers:
        place = answer.place
        table.add_row(
            Text(place.name), KIND_WORDS[place.kind], f"{place.latitude:.4f}", f"{place.longitude:.4f}",
            f"{place.radius_km:.0f} km", f"{answer.share:.0%}", str(place.geonames_id or "–"), answer.rule,
            Text(answer.reason),
        )  # fmt: skip
    screen.print(table)


def show_scores(screen: Console, scores: Scores) -> None:
    """Prints precision, recall and F1 of names found and of names found within 161 km, and resolution by itself."""
    screen.print(f"{scores.documents} documents, {scores.toponyms} toponyms with a known place")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("measure", "precision", "recall", "F1"):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for name, rates in (("found", scores.found), ("within 161 km", scores.located)):
        table.add_row(name, f"{rates.precision:.3f}", f"{rates.recall:.3f}", f"{rates.f1:.3f}")
    screen.print(table)
    screen.print(f"within 161 km, spans given: {scores.resolution:.3f}")
