"""Which place a name means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import PlaceKind
from tests.places.reading import names, only, read


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("It happened in Paris.", "FR"),
        ("It happened in Paris, Texas.", "US"),
        ("It happened in London, Ontario.", "CA"),
        ("It happened in Tripoli, in Lebanon.", "LB"),
        ("It happened in Tripoli, Libya.", "LY"),
    ],
)
def test_containment_decides(text, country):
    """What a place is said to lie in outweighs the size of its namesakes."""
    assert read(text)[0].country_code == country


def test_an_unknown_town_is_somewhere_in_its_province():
    """A town said to lie in a province must not be put on its namesake overseas: all of the province stands for it."""
    mention = read("She lives in Penrith, Ontario.")[0]
    assert mention.rule == "somewhere-in"
    assert mention.country_code == "CA"
    assert mention.place_kind.is_area
    assert mention.radius_km > 300


def test_one_sense_a_document():
    """A name explained once means the same place throughout."""
    found = names("A fire broke out in Athens, Ohio. Nobody in Athens was hurt.")
    assert found == [("Athens", "US"), ("Ohio", "US"), ("Athens", "US")]


def test_neighbours_decide():
    """A small town among its neighbours is not its larger namesake overseas."""
    found = read("Crews went from Nashville to Clarksville, and on to Hopkinsville and Dover.")
    assert found[-1].country_code == "US"
    assert found[-1].latitude == pytest.approx(36.5, abs=1.5)


def test_peoples_are_evidence_of_their_country():
    """ "Libyan" makes the Libyan Tripoli likelier, without being a place itself."""
    assert [c for _, c in names("Libyan troops and Libyan police entered Tripoli.")] == ["LY"]


def test_a_list_of_countries_is_no_containment():
    """Nigeria has a state called Niger; a list of countries means the countries."""
    found = read("Delegates came from Chad, Niger, Nigeria and Benin.")
    assert [m.place_kind.value for m in found] == ["country"] * 4


def test_the_publishers_home_is_a_prior():
    """With nothing else to go by, a paper's own country decides between namesakes of like size."""
    assert only("It rained in Newcastle.", home="AU").country_code == "AU"
    assert only("It rained in Newcastle.", home="GB").country_code == "GB"


def test_a_tie_stays_open_with_its_candidates():
    """Many counties share a name; where nothing decides, no coordinates are made up."""
    mention = only("A clerk in Washington County resigned.")
    assert mention.latitude is None
    assert mention.rule == "ambiguous"
    assert mention.reason
    assert len(mention.candidates) > 2


def test_runners_up_are_kept_with_shares_in_order():
    """A reviewer must see what else the name could mean, likeliest first."""
    shares = [c.score for c in only("It happened in Springfield, Illinois.".replace(", Illinois", "")).candidates]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.001


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Gao Paris Mali, in the near of north Georgia 30 km south “said” Mr Smith. Kidal–Niger border was\n".split(
                " "
            )
        ),
        max_size=25,
    )
)
def test_mentions_stand_in_the_text_in_order_without_overlap(words):
    """Whatever the text, spans lead back to their words and never overlap; points lie on the globe."""
    text, at = " ".join(words), 0
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= at
        at = mention.end
        assert mention.latitude is None or (-90 <= mention.latitude <= 90 and -180 <= mention.longitude <= 180)
        assert (mention.reason is not None) == (mention.latitude is None or mention.rule == "somewhere-in")
        assert 0 <= mention.confidence <= 1


def test_a_small_region_holds_its_towns():
    """A region after a comma says which town, as a state would; a saint's apostrophe belongs to the name."""
    found = read("Police in Birmingham, West Midlands, and a man in St. John's, Newfoundland, shared a prize.")
    assert [(m.name, m.country_code) for m in found if m.rule == "containment"] == [
        ("Birmingham", "GB"), ("St. John's", "CA"),
    ]  # fmt: skip


def test_a_province_goes_before_a_village_of_its_name():
    """ "Sinaloa" is the Mexican state, though villages in it and elsewhere bear the name."""
    found = {m.text: m.place_kind for m in read("The president of Mexico spoke of Sinaloa and Jalisco.")}
    assert found["Sinaloa"] is found["Jalisco"] is PlaceKind.ADMIN1


@pytest.mark.parametrize(
    ("text", "words", "country", "near"),
    [
        ("Crews from Berlin, Gorham and Lancaster met in Coos County.", "Lancaster", "US", (44.5, -71.6)),
        ("Officers in Vancouver called Camas; Clark County and Portland helped.", "Clark County", "US", (45.8, -122.5)),
        ("Rebels held the Agadez region of Niger for a day.", "Niger", "NE", (18.0, 9.0)),
        ("The levee held along the Mississippi, they said.", "Mississippi", "US", (35.0, -90.5)),
        ("Cases rose in the Philippines and in Laos.", "Philippines", "PH", (13.0, 122.0)),
    ],
)
def test_what_could_lie_together_does(text, words, country, near):
    """Where many names have a place in one small area, they mean that; and a name beside "region of" is no region."""
    mention = next(m for m in read(text) if m.text == words)
    assert mention.country_code in (country, None)
    assert abs(mention.latitude - near[0]) < 1.5
    assert abs(mention.longitude - near[1]) < 1.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Salina City Council met on Monday.", "Salina"),
        ("Queensland Health Minister Jim Gale said so.", "Queensland"),
        ("Troy, Ala., voters will decide in June.", "Troy"),
        ("A bridge was shut west of Wichita and in Hays.", "west of Wichita"),
    ],
)
def test_local_names_with_something_against_them(text, words):
    """Bodies and officers speak of their town or state; a state or a direction beside a name outweighs a surname."""
    assert words in {m.text for m in read(text)}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gunmen attacked Djibo in the Sahel region of Burkina Faso.", "BF"),
        ("The Sahel region is poor; Mali, Niger and Burkina Faso lie there.", None),
        ("Burkina Faso said that Djibo was quiet and the Sahel was not.", None),
    ],
)
def test_a_region_across_borders_goes_before_a_province_of_its_name(text, country):
    """Burkina Faso's Sahel region is meant only where the text says that it lies there."""
    assert [m.country_code for m in read(text) if m.text.startswith("Sahel")] == [country]
