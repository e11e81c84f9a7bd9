"""`tag` and `build` with an online geocoder that a server of our own plays."""

import json
import sys

import pytest
from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim

from pipeline import __main__ as command_line
from pipeline import redating
from pipeline.places import online
from pipeline.store import open_table
from tests.places.conftest import server  # noqa: F401 - a fixture

ASKED = ("--geocoder", "nominatim", "--geocoder-agent", "a test")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, server):  # noqa: F811
    """Runs the command line with the public server played by a local one, and a cache folder of its own."""

    def geocoder(service, agent, username):
        domain = f"127.0.0.1:{server.server_address[1]}"
        return Nominatim(domain=domain, scheme="http", user_agent=agent, timeout=0.5, adapter_factory=URLLibAdapter)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if server:
        monkeypatch.setattr(online, "online_geocoder", geocoder)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["python -m pipeline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            command_line.run()
        out, err = capsys.readouterr()
        return end.value.code, out, err

    return run


@pytest.fixture
def report(tmp_path):
    def write(village):
        path = tmp_path / "report.txt"
        path.write_text(
            f"---\npublished: 2020-05-20\n---\nGunmen attacked the village of {village} on Tuesday, killing two.\n"
        )
        return path

    return write


def places(out):
    return [m for m in map(json.loads, out.splitlines()) if m["kind"] == "place"]


def test_nobody_is_asked_unasked(run, report, server):  # noqa: F811
    """Without the option nothing leaves the machine."""
    code, out, _ = run("tag", report("Zuberoua"))
    assert code == 0
    assert [m["rule"] for m in places(out)] == ["unlisted"]
    assert server.asked == []


def test_a_name_is_filled_in(run, report, server):  # noqa: F811
    """The name alone is sent, with the user agent given; the answer has a rule of its own."""
    code, out, _ = run("tag", report("Zuberoua"), *ASKED)
    (place,) = places(out)
    assert code == 0
    assert (place["rule"], place["latitude"], place["place_kind"]) == ("online-nominatim", 16.66, "city")
    assert (server.asked, server.agents) == (["Zuberoua"], ["a test"])


@pytest.mark.parametrize("village", ["Broken", "Silence"])
def test_a_bad_server_never_costs_the_build(run, report, tmp_path, server, village):  # noqa: F811
    """The table is there, the place is not, and the reason is."""
    code, _, _ = run("build", report(village), "--output", tmp_path / "table", *ASKED)
    (event,) = open_table(tmp_path / "table").events.itertuples()
    assert code == 0
    assert event.place_text == village
    assert server.asked == [village]


def test_a_table_built_anew_keeps_its_answers(run, report, tmp_path, server):  # noqa: F811
    """Correcting a publication date asks nobody and loses no place."""
    run("build", report("Zuberoua"), "--output", tmp_path / "table", *ASKED)
    redating.correct(tmp_path / "table", "report", "2020-06-20", by="a test", reason="")
    table = open_table(tmp_path / "table")
    assert [event.latitude for event in table.events.itertuples()] == [16.66]
    assert table.meta["geocoder"] == "nominatim"
    assert server.asked == ["Zuberoua"]


@pytest.mark.parametrize("options", [("--geocoder", "bing", "--geocoder-agent", "me"), ("--geocoder", "photon")])
def test_settings_that_will_not_do_are_bad_usage(monkeypatch, capsys, report, tmp_path, options):
    """The message names the option; nothing is written."""
    monkeypatch.setattr(sys, "argv", ["x", "build", str(report("Zuberoua")), "-o", str(tmp_path / "table"), *options])
    with pytest.raises(SystemExit) as end:
        command_line.run()
    assert end.value.code == 1
    assert "--geocoder" in capsys.readouterr().err
    assert not (tmp_path / "table").exists()
