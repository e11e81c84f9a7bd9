"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH…",
        help="Files or folders: .txt, .md, .html, .pdf, .docx, and .jsonl or .csv with one document a record.",
        show_default=False,
    ),
]
Limit = Annotated[
    int,
    typer.Option(
        "--max-characters", metavar="N", min=1, help="Skip a document of more characters than this.", show_default=True
    ),
]

Service = Annotated[
    str | None,
    typer.Option(
        "--geocoder",
        metavar="SERVICE",
        help="Ask nominatim, photon or geonames **online** for places that the gazetteer lacks.",
        show_default=False,
    ),
]
Agent = Annotated[
    str | None,
    typer.Option(
        "--geocoder-agent",
        metavar="NAME",
        help="Who asks: a user agent with a way to reach you; for geonames, your account there.",
        show_default=False,
    ),
]

Own = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        metavar="FILE",
        envvar="DATELINE_REGISTRY",
        help="Your own groups, beside those of the registry.",
        show_default=False,
        show_envvar=False,
    ),
]
