"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        help="Files, folders or URLs: .txt, .md, .html, .pdf, .docx; .jsonl, .csv, .parquet with a document a record; "
        ".warc, .zip; each also as .gz, .bz2, .xz or .zst.",
        show_default=False,
    ),
]
Characters = Annotated[
    int, typer.Option("--max-characters", metavar="N", min=1, help="Skip a document of more characters than this.")
]
Megabytes = Annotated[
    int, typer.Option("--max-megabytes", metavar="N", min=1, help="Skip a document whose file, unpacked, is larger.")
]
Pages = Annotated[int, typer.Option("--max-pages", metavar="N", min=1, help="Skip a PDF of more pages than this.")]
Seconds = Annotated[
    float, typer.Option("--max-seconds", metavar="N", min=0.1, help="Skip a document that takes longer than this.")
]
Memory = Annotated[
    int, typer.Option("--max-memory", metavar="N", min=16, help="Skip a document that takes more megabytes than this.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes that read; one a core.", show_default=False),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="URL", help="Read on this **Dask** cluster.", show_default=False),
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
