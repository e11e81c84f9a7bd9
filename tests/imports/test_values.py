"""What recurring values mean: countries in every system, parties as coders write them."""

from __future__ import annotations

import pytest

from pipeline.imports import values


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [("466", "numeric", "ML"), ("4", "numeric", "AF"), ("MLI", "iso3", "ML"), ("ml", "iso2", "ML"), 
     ("NG", "fips", "NE"), ("NI", "fips", "NG"), ("GZ", "fips", "PS"), ("DR Congo (Zaire)", "name", "CD"),
     ("Ivory Coast", "name", "CI"),
     ("Russia (Soviet Union)", "name", "RU"), ("Myanmar (Burma)", "name", "MM"), ("Atlantis", "name", None),
     ("", "iso2", None)],
)  # fmt: skip
def test_countries(text, system, code):
    """Each system's code, or the name, is the country's; what is none is none."""
    assert values.country_code(text, system) == code


@pytest.mark.parametrize(
    ("name", "group"),
    [("AQIM: Al Qaeda in the Islamic Maghreb", "aqim"), ("AQIM", "aqim"), ("Ansar Dine (Mali)", "ansar-dine"),
     ("Government of Mali", "mali"), ("Military Forces of Mali (2013-2020) Gendarmerie", "mali"),
     ("Civilians (Mali)", None), ("Unidentified Armed Group (Mali)", None), ("Mali", None), ("", None)],
)  # fmt: skip
def test_parties(name, group):
    """A registry id where the name is one party's; a country's bare name is no party."""
    assert values.party(name) == group


def test_a_province_must_lie_where_it_is_said_to():
    """A province is taken for its point only near it."""
    assert values.area("admin1", "ML", "Gao", 16.3, 0.0).geonames_id == 2457161
    assert values.area("admin1", "ML", "Gao", 12.0, -11.0) is None
    assert values.area("admin1", "ML", "Nowhere", 16.3, 0.0) is None
