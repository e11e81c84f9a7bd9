"""The Makefile: the commands of the README are there and do what it says."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("setup", "run", "test", "bench", "lint", "help")


def make(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    given = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.run(
        ["make", "--no-print-directory", *arguments, *given], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("target", TARGETS)
def test_targets_exist(target):
    """Every promised target can be made."""
    done = make("-n", target)
    assert done.returncode == 0, done.stderr


def test_help_names_every_target():
    """`make help` is complete."""
    listed = make("help").stdout
    assert all(f"make {target} " in listed for target in TARGETS)


def test_run_takes_its_port_from_PORT():
    """The dashboard listens on PORT, 8501 where none is given."""
    assert "--port 8501" in make("-n", "run").stdout
    assert "--port 9123" in make("-n", "run", PORT="9123").stdout


def test_run_builds_the_bundled_corpus_first():
    """The table is built from seeds/ before the dashboard opens, with what the dashboard reads of it."""
    commands = make("-n", "run").stdout
    assert commands.index("pipeline build") < commands.index("views.ready build") < commands.index("views.serve")
    assert commands.index("pipeline build seeds --output build") < commands.index("views.serve")


def test_setup_installs_once():
    """When the requirements are installed already, setup does nothing."""
    stamp = ROOT / ".venv" / ".installed-dev"
    if stamp.exists() and stamp.stat().st_mtime > max(f.stat().st_mtime for f in ROOT.glob("requirements*.txt")):
        assert "pip install" not in make("-n", "setup").stdout
    else:
        assert "pip install" in make("-n", "setup-dev").stdout


def test_ci_runs_the_readmes_test_command():
    """Continuous integration calls `make test` last, so that its result is the tests' result."""
    script = (ROOT / ".ci" / "run").read_text()
    assert script.rstrip().splitlines()[-1] == "exec make test"
    assert "set -euo pipefail" in script
    assert "make test" in (ROOT / "README.md").read_text()
    assert subprocess.run([shutil.which("bash"), "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
