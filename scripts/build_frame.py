"""Join the files of Streamlit's page into three: what it begins with, what Explore draws first, and its table.

    python scripts/build_frame.py              # fetches rollup with `npm ci`

Takes the release that is installed and writes `static/frame/`: the three, a file under the name of each that is in one,
their sums, and the licence. After an upgrade of Streamlit the page comes in Streamlit's own files, a third of a second
later, until this has been run again. The bundler is that of `scripts/frame/package-lock.json`, so that the same bytes
come out anywhere.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "scripts" / "frame"
TARGET = ROOT / "static" / "frame"
INDEX = re.compile(r'<script type="module"[^>]*src="\./static/js/([^"]+)"')


def main() -> None:
    """Build in a folder that is thrown away."""
    sys.path.insert(0, str(ROOT))
    from views.front import ELEMENTS, STREAMLIT, TABLE

    index = INDEX.search((STREAMLIT / "index.html").read_text(encoding="utf-8"))[1]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for path in SOURCE.iterdir():
            shutil.copy(path, work)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=work, check=True)
        groups = [" ".join(ELEMENTS), " ".join(TABLE)]
        command = ["node", "join.mjs", str(STREAMLIT / "static" / "js"), str(work / "out"), index, *groups]
        subprocess.run(command, cwd=work, check=True)
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(work / "out", TARGET)
    shutil.copy(SOURCE / "LICENSE", TARGET)
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(TARGET.glob("*.js"))}
    lines = [f"# Streamlit {version('streamlit')}", *(f"{digest}  {name}" for name, digest in sums.items())]
    (TARGET / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
