"""Tables of invented events for the views."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented import make, write

from pipeline.groups import load_registry
from views.query import open_views


@pytest.fixture(scope="session")
def twenty(tmp_path_factory):
    """A catalogue of twenty events, dated and undated, placed and unplaced."""
    return make(tmp_path_factory.mktemp("twenty"), 20)


@pytest.fixture(scope="session")
def none(tmp_path_factory):
    """A catalogue without events."""
    return make(tmp_path_factory.mktemp("none"), 0)


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """A catalogue of two thousand events."""
    return make(tmp_path_factory.mktemp("many"), 2000)


@pytest.fixture(scope="session")
def many_opened(tmp_path_factory):
    """The two thousand events of `many` as the views ask them."""
    folder = tmp_path_factory.mktemp("opened")
    write(folder / "table", folder / "corpus", 2000)
    return open_views(folder / "table", load_registry())


HOSTILE = '<script>window.harmed=1</script><img src=x onerror="window.harmed=1">"\'& \u202eملف ' + "long " * 90


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A catalogue whose documents try to break out of the page."""
    return make(tmp_path_factory.mktemp("hostile"), 10, hostile=HOSTILE)
