"""What a browser asks for first: the frame of the page and the files that it is made of, Streamlit's and ours.

A first visit asks for some thirty of them while the server still loads what draws the page (`views.joined`). They are
answered before anything else looks at a request, and without Streamlit, which need not be there yet.
"""

from __future__ import annotations

import gc
import gzip
import mimetypes
import re
import sys
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from views.figures.basemap import AT_FIRST, FOLDER, LINES
from views.joined import joined, whole
from views.plotly_file import library

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Callable, Send], Awaitable[None]]

STREAMLIT = Path(find_spec("streamlit").origin).parent / "static"
STATIC = Path(__file__).parents[1] / "static"
OURS = "app/static"
# Of Streamlit's page, what Explore draws: first, and below it. One that a later release has not is left out.
ELEMENTS = (
    *("BidiComponent", "Html", "PageLink", "Button", "ButtonGroup", "Slider", "Multiselect", "Selectbox", "TextInput"),
    "Checkbox",
)
TABLE = ("DataFrame", "NumberInput")
THEIRS = (  # what these are made of
    *("arrowFormatUtils", "reactJsonViewCompat", "serialization", "recordbatch", "moment", "purify.es"),
    *("useSyncComboBoxEnterTargetFocus", "useMenuTrigger"),
)
TYPEFACE = "fonts/inter-latin-wght-normal.woff2"  # in place of Streamlit's own, which nothing here is set in
OTHER_TYPEFACE = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>')
ASKED = re.compile(r'<link rel="modulepreload"[^>]*>\s*')  # what Streamlit's page asks for beforehand
# What stands for a part that is not there yet would be drawn anew sixty times a second.
STILL = '<style>[data-testid="stSkeleton"]{animation:none!important}</style>'
FRESH, DAY = "no-cache", "public, max-age=86400"
FOREVER = "public, immutable, max-age=31536000"  # as Streamlit has it: a name changes with what is in the file
TURN = 0.0005  # seconds
SQUEEZED, LARGE = (".js", ".geojson"), 50_000  # bytes


class Front:
    """Answers for the frame and the files as they lie; hands on everything else to `app`."""

    def __init__(self, app: App, streamlit: Path = STREAMLIT, static: Path = STATIC) -> None:
        self.app, self.streamlit, self.static = app, streamlit, static

    @cached_property
    def joined(self) -> dict[str, Path]:
        return joined(self.streamlit / "static" / "js", self.static / "frame")

    @cached_property
    def files(self) -> dict[str, tuple[Path, str]]:
        """By the path under which it is asked for: the file, and how long a browser keeps it."""
        theirs, base = list(_below(self.streamlit / "static")), _base(self.joined)
        found = {f"/{folder}/{name}": (path, FOREVER) for folder in ("static", base) for name, path in theirs}
        found |= {f"/{base}/js/{name}": (path, FOREVER) for name, path in self.joined.items()}
        return found | {f"/{OURS}/{name}": (path, DAY) for name, path in _below(self.static)}

    @cached_property
    def frame(self) -> bytes:
        return frame_of((self.streamlit / "index.html").read_text(encoding="utf-8"), self.joined).encode()

    async def __call__(self, scope: Scope, receive: Callable, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" and scope["method"] == "GET" else ""
        if path == "/":
            await _answer(send, self.frame, {"content-type": "text/html; charset=utf-8", "cache-control": FRESH})
        elif path in self.files:
            await _send_file(send, *self.files[path], dict(scope["headers"]).get(b"accept-encoding", b"").decode())
        else:
            await self.app(scope, receive, send)


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())


async def _send_file(send: Send, path: Path, keep: str, accepted: str) -> None:
    copy = _copy_of(path)
    small = "gzip" in accepted and _fresh(copy, path)
    headers = {
        "content-type": mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        "content-encoding": "gzip" if small else "identity",
        "cache-control": keep,
        "vary": "Accept-Encoding",
    }
    await _answer(send, (copy if small else path).read_bytes(), headers)


async def _answer(send: Send, content: bytes, headers: dict[str, str]) -> None:
    told = {"content-length": str(len(content)), "x-content-type-options": "nosniff", **headers}
    lines = [(name.encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": 200, "headers": lines})
    await send({"type": "http.response.body", "body": content})


@contextmanager
def loading() -> Iterator[None]:
    """While much is imported beside the first answers: all that is loaded stays, and looking through it for garbage as
    it comes takes an eighth of the time; and a file is sent now, not when an import has had its five milliseconds."""
    turn = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        sys.setswitchinterval(turn)


def squeeze(folder: Path = STATIC) -> None:
    """A gzipped copy beside each large file of text, made once; without one it is sent as it is."""
    for path in sorted(folder.rglob("*")):
        copy = _copy_of(path)
        if path.suffix in SQUEEZED and path.stat().st_size > LARGE and not _fresh(copy, path):
            part = copy.with_suffix(".part")
            part.write_bytes(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))
            part.replace(copy)


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.gz")


def _fresh(copy: Path, path: Path) -> bool:
    return copy.exists() and copy.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _base(ours: dict[str, Path]) -> str:
    """Where the page's files are, below the address: where they are Streamlit's own, as it has it."""
    return f"static/{Path(whole(ours)[0]).stem}" if ours else "static"


def frame_of(page_html: str, ours: dict[str, Path]) -> str:
    """Streamlit's page with what Explore is going to need asked for at once, and not piece by piece as it is come upon;
    plotly is read while the server still thinks. `ours`: see `views.joined`."""
    if ours:
        base, asked = _base(ours), whole(ours)
        page_html = ASKED.sub("", page_html).replace("./static/", f"./{base}/")
    else:
        base, folder = "static", STREAMLIT / "static" / "js"
        parts = (*ELEMENTS, *TABLE, *THEIRS)
        asked = [file.name for name in parts for file in sorted(folder.glob(f"{name}.*.js"))]
    links = [f'<link rel="modulepreload" crossorigin href="./{base}/js/{name}">' for name in asked]
    files = (LINES.format(FOLDER, name) for name in AT_FIRST)
    links += [f'<link rel="preload" as="fetch" crossorigin href="./{file}">' for file in files]
    links.append(f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{OURS}/{TYPEFACE}">')
    links += [STILL, f'<script async src="./{OURS}/{library()}" onerror="this.remove()"></script>']
    return OTHER_TYPEFACE.sub("", page_html).replace("</head>", "\n".join([*links, "</head>"]), 1)
