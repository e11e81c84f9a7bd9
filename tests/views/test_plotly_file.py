"""The plotly.js that the page loads is the one that the script builds."""

import hashlib
import json

from views.plotly_file import STATIC, library

SOURCE = STATIC.parent / "scripts" / "plotly"


def test_what_is_shipped_is_what_the_script_builds():
    """The file is named by the version that is asked for, has the sum that was written down when it was built, and the
    versions that were installed then are in its licences."""
    asked = json.loads((SOURCE / "package.json").read_text())["dependencies"]["plotly.js"]
    path = STATIC / library()
    assert path.name == f"plotly-{asked}.min.js"
    assert path.with_name(f"{path.name}.sha256").read_text().split()[0] == hashlib.sha256(path.read_bytes()).hexdigest()
    locked = json.loads((SOURCE / "package-lock.json").read_text())["packages"]
    licences = (path.parent / "LICENSE").read_text()
    for package in ("plotly.js", "maplibre-gl", "@plotly/d3"):
        assert f"{package} {locked[f'node_modules/{package}']['version']}\n" in licences


def test_every_package_in_it_has_its_licence():
    """No package is in the file without the words it is licensed under."""
    for part in (STATIC / library()).with_name("LICENSE").read_text().split(f"\n{'-' * 80}\n\n"):
        assert len(part.splitlines()) > 1, part
