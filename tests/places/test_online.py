"""Online geocoding against a server of our own that plays Nominatim, well and badly."""

from types import SimpleNamespace

import pytest
from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim
from geopy.location import Location

from pipeline.model import PlaceKind
from pipeline.places.online import PATIENCE, OnlineGazetteer, online_geocoder
from pipeline.places.tables import OnlineSettingsError


@pytest.fixture
def ask(server, tmp_path):
    """Makes an online gazetteer on the server; all of a test share one cache."""

    def make(**more):
        domain = f"127.0.0.1:{server.server_address[1]}"
        geocoder = Nominatim(
            domain=domain, scheme="http", user_agent="a test", timeout=0.5, adapter_factory=URLLibAdapter
        )
        return OnlineGazetteer("nominatim", geocoder, tmp_path / "deep" / "replies.sqlite", pause=0, **more)

    return make


def test_a_place_is_found_with_its_size(ask, server):
    """A village comes back as one, as large as its box, and the server is told who asks."""
    with ask() as online:
        place = online.find("Ber").place
    assert (place.name, place.kind, place.country_code) == ("Ber", PlaceKind.CITY, "ML")
    assert (place.latitude, place.longitude) == (16.66, -2.52)
    assert 2 < place.radius_km < 5
    assert server.agents == ["a test"]


@pytest.mark.parametrize(
    ("service", "raw"),
    [
        (
            "photon",
            {
                "type": "Feature",
                "properties": {"osm_value": "village", "countrycode": "ML", "extent": [-2.54, 16.68, -2.50, 16.64]},
            },
        ),
        ("geonames", {"fcl": "P", "fcode": "PPL", "countryCode": "ML", "geonameId": 2460288}),
    ],
)
def test_each_service_is_read_in_its_own_words(tmp_path, service, raw):
    """Kind, country and size come from where Photon and GeoNames put them."""
    location = Location("Ber, Mali", (16.66, -2.52), raw)
    geocoder = SimpleNamespace(geocode=lambda *_, **__: location)
    with OnlineGazetteer(service, geocoder, tmp_path / "replies.sqlite", pause=0) as online:
        place = online.find("Ber").place
    assert (place.name, place.kind, place.country_code) == ("Ber", PlaceKind.CITY, "ML")
    assert place.geonames_id == raw.get("geonameId")
    assert 2 < place.radius_km <= 10


def test_answers_are_given_again_without_a_server(ask, server, tmp_path):
    """What was asked once is known where nobody may be asked, and nothing else."""
    with ask() as online:
        online.find("Ber")
    with OnlineGazetteer("nominatim", None, tmp_path / "deep" / "replies.sqlite") as kept:
        assert kept.find("Ber").place
        assert "not asked" in kept.find("Gao").reason
    assert server.asked == ["Ber"]


def test_a_damaged_cache_is_named(tmp_path):
    """The message says which file to remove."""
    (tmp_path / "replies.sqlite").write_text("this is no database, however long one looks at it")
    with pytest.raises(OnlineSettingsError, match=r"replies\.sqlite"):
        OnlineGazetteer("nominatim", None, tmp_path / "replies.sqlite")


def test_no_name_is_asked_for_twice(ask, server):
    """Answers, empty ones too, survive the run."""
    with ask() as online:
        first = [online.find("Ber"), online.find("nowhere")]
    with ask() as online:
        again = [online.find("Ber"), online.find("nowhere")]
    assert [r.place for r in again] == [r.place for r in first]
    assert again[1].reason == "nominatim knows no such place"
    assert server.asked == ["Ber", "nowhere"]


@pytest.mark.parametrize("name", ["broken", "silence", "very busy", "garbage"])
def test_a_bad_server_costs_the_name_a_reason_and_is_not_remembered(ask, server, name):
    """An error is no answer: it has a reason, and the next run asks again."""
    for _ in range(2):
        with ask() as online:
            reply = online.find(name)
            assert reply.place is None
            assert reply.reason.startswith("nominatim gave no answer")
    assert server.asked == [name, name]


def test_a_server_that_says_when_is_asked_again_then(ask, server):
    """429 with a short Retry-After is waited for."""
    with ask() as online:
        assert online.find("busy").place
    assert server.asked == ["busy", "busy"]


def test_a_dead_server_is_left_alone(ask, server):
    """After a few failures in a row no more questions are sent."""
    with ask() as online:
        replies = [online.find("broken") for _ in range(PATIENCE + 3)]
    assert len(server.asked) == PATIENCE
    assert "asked no more" in replies[-1].reason


def test_the_time_limit_holds_for_the_run(ask, server):
    """When the time is used up, names get a reason at once."""
    now = iter([0.0, 1.0, 500.0, 501.0])
    with ask(seconds=100, clock=lambda: next(now)) as online:
        assert online.find("Ber").place
        assert "used up" in online.find("Gao").reason
    assert server.asked == ["Ber"]


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (("bing", "me"), "none of the online geocoders"),
        (("nominatim", ""), "set a user agent"),
        (("photon", None), "set a user agent"),
        (("geonames", "me"), "account"),
    ],
)
def test_settings_that_will_not_do_are_named(settings, complaint):
    """Nobody asks a public server without saying who asks."""
    with pytest.raises(OnlineSettingsError, match=complaint):
        online_geocoder(*settings)


def test_public_servers_are_asked_over_https():
    """Names from confidential texts do not travel in the clear."""
    for service in ("nominatim", "photon"):
        assert online_geocoder(service, "me").scheme == "https"
