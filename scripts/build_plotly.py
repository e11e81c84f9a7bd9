"""Build the plotly.js that the dashboard loads: the traces it draws and no others, a third of the time to read.

    python scripts/build_plotly.py             # fetches plotly.js and esbuild with `npm ci`

Writes `static/plotly/plotly-VERSION.min.js`, named by the version in `scripts/plotly/package.json`, with its sum beside
it and the licences of all that is in it. The packages are those of `scripts/plotly/package-lock.json`, so that the same
bytes come out anywhere.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "plotly"
TARGET = ROOT / "static" / "plotly"
OPTIONS = (
    *("--bundle", "--minify", "--format=iife", "--global-name=Plotly", "--target=es2022", "--legal-comments=none"),
    *("--define:global=window", "--define:define.amd=false", "--define:process.env.NODE_DEBUG=false"),
    *("--alias:regl=@plotly/regl", "--alias:stream=stream-browserify", "--log-level=warning"),
)
WORKER = "node_modules/plotly.js/build/maplibre_worker.js"  # MapLibre's, as a text; ours stands in for it
LICENCES = ("LICENSE*", "LICENCE*", "license*", "COPYING*")


def version() -> str:
    """Of plotly.js, as `package.json` has it."""
    return json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))["dependencies"]["plotly.js"]


def main() -> None:
    """Build in a folder that is thrown away."""
    name = f"plotly-{version()}.min.js"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for path in SOURCE.iterdir():
            shutil.copy(path, work)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=work, check=True)
        worker = json.dumps((work / "worker.js").read_text(encoding="utf-8"))
        (work / WORKER).write_text(f"module.exports = {worker};\n", encoding="utf-8")
        banner = f"--banner:js=// plotly.js {version()} with scatter, bar and scattermap; licences in LICENSE beside it"
        command = ["npx", "esbuild", "entry.js", *OPTIONS, banner, f"--outfile={name}", "--metafile=parts.json"]
        subprocess.run(command, cwd=work, check=True)
        parts = json.loads((work / "parts.json").read_text(encoding="utf-8"))["outputs"][name]["inputs"]
        TARGET.mkdir(exist_ok=True)
        for old in TARGET.glob("plotly-*"):
            old.unlink()
        shutil.copy(work / name, TARGET)
        (TARGET / "LICENSE").write_text(licences(work, parts), encoding="utf-8")
    (TARGET / f"{name}.sha256").write_text(f"{digest(TARGET / name)}  {name}\n", encoding="utf-8")


def licences(work: Path, parts: Iterable[str]) -> str:
    """The licence of every package that something was taken from."""
    found = []
    for package in sorted({_package(part) for part in parts if "node_modules/" in part}):
        root = work / package
        told = json.loads((root / "package.json").read_text(encoding="utf-8"))
        texts = sorted({path for pattern in LICENCES for path in root.glob(pattern)})
        words = texts[0].read_text(encoding="utf-8").strip() if texts else f"Licence: {told.get('license')}"
        found.append(f"{told['name']} {told['version']}\n\n{words}\n")
    return f"\n{'-' * 80}\n\n".join(found)


def _package(part: str) -> str:
    """`node_modules/@a/b/src/c.js` is of the package in `node_modules/@a/b`; the innermost counts."""
    before, _, rest = part.rpartition("node_modules/")
    names = rest.split("/")
    return f"{before}node_modules/{'/'.join(names[: 2 if rest.startswith('@') else 1])}"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
