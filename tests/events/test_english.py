"""Who did what to whom in English news of any kind: from the phrases, not from what stands near."""

from __future__ import annotations

import pytest

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("taken", "event_type"),
    [
        ("the palace, the mayor's residence and two airstrips", "seizure"),
        ("a school", "seizure"),
        ("two tankers", "seizure"),
        ("dozens of guns", "seizure"),
        ("the ministry", "seizure"),
        ("a bishop", "abduction"),
        ("forty schoolchildren", "abduction"),
        ("dozens of teachers", "abduction"),
        ("a clinic and its nurses", "abduction"),
    ],
)
def test_only_people_are_abducted(only, taken: str, event_type: str) -> None:
    """Buildings and goods are seized, those included that may speak or be somebody in another sense of the word."""
    assert only(f"On 3 May rebels seized {taken} in Gao.", MAY).event_type == event_type


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On 3 May the United States bombed a camp near Gao.", "United States bombs camp near Gao"),
        ("On 3 May the rebels signed a five-day truce in Gao.", "Rebels sign a five-day truce in Gao"),
    ],
)
def test_titles_agree_in_number_and_lose_no_word(only, text: str, title: str) -> None:
    """A country is one whatever its name ends in; how long a truce holds belongs to it."""
    assert only(text, MAY).title == title


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("On 3 May two nurses died when fighting broke out in Gao.", "attack"),
        ("On 3 May two nurses died when shells hit the market in Gao.", "bombing"),
        ("On 3 May two nurses died when a bridge collapsed in Gao.", "other"),
    ],
)
def test_a_death_is_part_of_what_it_came_of(only, text: str, event_type: str) -> None:
    """Who dies when violence breaks out dies of it, so that reports which call him killed join."""
    assert only(text, MAY).event_type == event_type


@pytest.mark.parametrize(
    ("text", "event_type", "title"),
    [
        ("On 3 May the fever killed nine people in Gao.", "other", "Fever kills nine people in Gao"),
        ("On 3 May troops of the ruling junta captured Gao.", "seizure", "Troops of the ruling junta capture Gao"),
        (
            "On 3 May militiamen disguised as nurses attacked a clinic in Gao.",
            "attack",
            "Militiamen attack clinic in Gao",
        ),
        (
            "On 3 May an ambush on a column of trucks near Gao left six dead.",
            "attack",
            "Ambush on a column of trucks near Gao leaves six dead",
        ),
        (
            "On 3 May fighters loyal to a local chief, armed with rifles, stormed the prison in Gao.",
            "attack",
            "Fighters storm prison in Gao",
        ),
        ("On 3 May the mayor was shot dead in Gao.", "killing", "Mayor shot dead in Gao"),
        ("On 3 May a ferry sank near Gao, drowning thirty people.", "other", "Ferry sinks near Gao"),
        (
            "On 3 May the governor declared a state of emergency in Gao.",
            "declaration",
            "Governor declares a state of emergency in Gao",
        ),
    ],
)
def test_titles_follow_the_phrases(only, text: str, event_type: str, title: str) -> None:
    """The doer is what the subject says, whole; what nature or sickness does is nobody's attack."""
    event = only(text, MAY)
    assert (event.event_type, event.title) == (event_type, title)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May the health ministry said the fever had killed nine people in Gao.",
        "On 3 May the ministry said that dams in Gao had been destroyed by the floods.",
    ],
)
def test_who_reports_a_disaster_did_not_cause_it(events, text: str) -> None:
    """Nobody named elsewhere in the sentence becomes the doer of what a disease or a flood did."""
    for event in events(text, MAY):
        assert event.event_type not in ("killing", "attack")
        assert "ministry" not in event.title.lower()


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May the singer suffered a heart attack in Gao.",
        "On 3 May I visited Gao and met two painters.",
        "Visit the market of Gao on 3 May and try the fish.",
        "On 3 May share prices in Gao crashed.",
        "On 3 May the minister came under fire from economists in Gao.",
        "On 3 May forecasters in Gao warned of heavy rain.",
        "On 3 May no prisoners were released in Gao.",
        "On 3 May farmers slaughtered 4,000 ducks in Gao.",
        "On 3 May the plan met stiff resistance in Gao.",
        "A group may be planning to kidnap tourists in Gao on 3 May.",
        "The president was to visit Gao on 3 May, but the trip was cancelled.",
        "On 3 May the refugees took refuge in a school in Gao.",
    ],
)
def test_figures_of_speech_and_private_life_are_no_events(events, text: str) -> None:
    """Idioms, tourism, advice, markets, weather and what was called off yield no row."""
    assert [e.title for e in events(text, MAY)] == []


@pytest.mark.parametrize(
    "text", ["Clashes broke out again on 3 May.", "They met on 3 May.", "The outbreak was confirmed on 3 May."]
)
def test_a_row_names_somebody_or_something(events, text: str) -> None:
    """Where nothing says who, whom, what or where, there is no row."""
    assert [e.title for e in events(text, MAY) if " " not in e.title] == []


@pytest.mark.parametrize("dates", [3, 8])
def test_history_is_not_dated_by_publication(events, dates: int) -> None:
    """In a text on years long gone, told with few dates or many, nothing takes the day on which it was published."""
    days = {f"1 May {year}": f"{year}-05-01" for year in range(1950, 1950 + dates)}
    told = " ".join(f"On {day} troops entered Gao." for day in days)
    found = events(f"{told} France declared war on Mali.", days, published="2012-05-05")
    assert not [e for e in found if e.when and e.when.interval.earliest and e.when.interval.earliest.year == 2012]
