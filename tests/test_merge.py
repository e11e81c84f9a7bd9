"""Mentions of one happening become one event, and the order of reading plays no part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.merge import merge
from pipeline.model import (
    Analysis,
    Document,
    EventMention,
    Interval,
    PlaceKind,
    PlaceMention,
    Precision,
    Prose,
    Publication,
    Span,
    Status,
    When,
)

GAO = (16.27, -0.04)
KIDAL = (18.44, 1.41)


def place(name: str = "Gao", at: tuple[float, float] = GAO, kind: PlaceKind = PlaceKind.CITY) -> PlaceMention:
    radius = 500.0 if kind.is_area else 5.0
    return PlaceMention("d", 0, 3, name, "t", name, *at, radius, kind, None, "ML", 0.9)


def when(first: str, last: str | None = None) -> When:
    earliest, latest = date.fromisoformat(first), date.fromisoformat(last or first)
    text = first if first == (last or first) else f"{first}/{last}"
    return When(Interval(earliest, latest), text, Precision.DAY, "clause-date")


def mention(document: str, sentence: Span, **values) -> EventMention:
    made = EventMention(
        document=document, start=sentence.start, end=sentence.start + 3, text="abc", rule="t", event_type="attack",
        status=Status.OCCURRED, title="Attack in Gao", sentence=sentence, when=when("2012-05-03"), when_reason=None,
        place=place(), place_rule="clause-place", place_reason=None, groups=("aqim",), actors=(), confidence=0.8,
    )  # fmt: skip
    return structs.replace(made, **values)


def analysis(document: str, sentences: list[tuple[str, dict]]) -> Analysis:
    text, mentions, at = "", [], 0
    for words, values in sentences:
        text += words + "\n"
        mentions.append(mention(document, Span(at, at + len(words)), **values))
        at = len(text)
    publication = Publication(None, None, None, "t")
    made = Document(document, text, f"{document}.txt", "0" * 64)
    return Analysis(made, "en", Prose(text, ()), publication, (), (), (), tuple(mentions))


def one(document: str, words: str = "Fighters of the group attacked a barracks in Gao", **values) -> Analysis:
    return analysis(document, [(words, values)])


ANALYSES = st.lists(
    st.builds(
        lambda number, day, town, group, kind: one(
            f"d{number}",
            f"Fighters attacked a barracks in {town} and left again number {number % 3}",
            when=when((date(2012, 5, 1) + timedelta(days=day)).isoformat()),
            place=place(town, GAO if town == "Gao" else KIDAL),
            groups=(group,),
            event_type=kind,
        ),
        st.integers(0, 9),
        st.integers(0, 3),
        st.sampled_from(["Gao", "Kidal"]),
        st.sampled_from(["aqim", "mujao"]),
        st.sampled_from(["attack", "bombing"]),
    ),
    max_size=7,
    unique_by=lambda a: a.document.id,
)


@settings(max_examples=25, deadline=None)
@given(ANALYSES, st.randoms())
def test_the_order_of_documents_changes_nothing(analyses: list[Analysis], random) -> None:
    """Any permutation gives the same events, ids, claims and values."""
    shuffled = list(analyses)
    random.shuffle(shuffled)
    assert merge(shuffled) == merge(analyses)


@settings(max_examples=25, deadline=None)
@given(ANALYSES)
def test_a_copy_of_a_document_adds_nothing(analyses: list[Analysis]) -> None:
    """The same words under another id are the same document."""
    copies = [
        replace(a, document=replace(a.document, id=f"z{a.document.id}"),
                events=tuple(structs.replace(m, document=f"z{m.document}") for m in a.events))
        for a in analyses
    ]  # fmt: skip
    assert merge([*analyses, *copies]) == merge(analyses)


@settings(max_examples=25, deadline=None)
@given(ANALYSES)
def test_every_mention_is_one_claim(analyses: list[Analysis]) -> None:
    """No mention is lost and none counted twice; claims know their event; ids are unique."""
    distinct = {" ".join(a.document.text.split()): a for a in analyses}
    events = merge(analyses)
    claims = [c for e in events for c in e.claims]
    assert len(claims) == sum(len(a.events) for a in distinct.values())
    assert all(c.event_id == e.event_id for e in events for c in e.claims)
    assert len({e.event_id for e in events}) == len(events)
    assert len({c.claim_id for c in claims}) == len(claims)


@settings(max_examples=25, deadline=None)
@given(ANALYSES)
def test_dropping_a_document_leaves_the_others_ids(analyses: list[Analysis]) -> None:
    """Events in which a document has no claim keep their id and values when it goes."""
    if not analyses:
        return
    gone = analyses[0].document.id
    kept = {e.event_id: e for e in merge(analyses[1:])}
    texts = [" ".join(a.document.text.split()) for a in analyses]
    for event in merge(analyses):
        if gone not in event.documents and texts.count(texts[0]) == 1:
            assert kept[event.event_id] == event


def test_two_reports_of_one_attack_are_one_event() -> None:
    """Same day, place, party and wording: one event, two claims, more confidence than either alone."""
    first, second = one("a"), one("b", "A barracks in Gao was attacked by fighters of the group on Thursday")
    events = merge([first, second])
    assert len(events) == 1
    assert events[0].documents == ("a", "b")
    assert events[0].confidence > 0.8
    assert events[0].disagreements == ()


@pytest.mark.parametrize(
    "values",
    [
        {"when": when("2012-05-09")},
        {"place": place("Kidal", KIDAL)},
        {"groups": ("mujao",)},
        {"event_type": "visit"},
        {"status": Status.PLANNED},
    ],
)
def test_reports_of_different_happenings_stay_apart(values: dict) -> None:
    """Another day, place, party, family of type or status keeps two documents' events apart."""
    assert len(merge([one("a"), one("b", "Fighters of the group attacked a barracks in Gao once", **values)])) == 2


def test_two_reports_with_nothing_in_common_but_the_day_stay_apart() -> None:
    """The same day and town are not enough; the wording must agree as well."""
    assert len(merge([one("a"), one("b", "Burning tyres, shouting youths: police stations stormed")])) == 2


def test_disagreement_is_kept_and_named() -> None:
    """Reports that differ by a day are one event; the best claim's day shows, both stay, and the field is named."""
    second = one("b", "Fighters attacked a barracks in Gao, says the group", when=when("2012-05-04"), confidence=0.7)
    event = merge([one("a"), second])[0]
    assert event.disagreements == ("date",)
    assert event.when.edtf == "2012-05-03"
    assert {c.mention.when.edtf for c in event.claims} == {"2012-05-03", "2012-05-04"}
    assert event.confidence < 1 - (1 - 0.8) * (1 - 0.35)


def test_only_documents_contradict_each_other_on_the_type() -> None:
    """A report that calls one happening an attack and a bombing is at one with itself; two reports that do are not."""
    words = "Fighters of the group attacked a barracks in Gao"
    both = [(words, {}), (words + ", with a bomb", {"event_type": "bombing"})]
    assert [(e.disagreements, len(e.claims)) for e in merge([analysis("a", both)])] == [((), 2)]
    apart = [one("a", both[0][0]), one("b", both[1][0], event_type="bombing")]
    assert [(e.disagreements, len(e.claims)) for e in merge(apart)] == [(("event_type",), 2)]


def test_a_documents_own_repetition_joins() -> None:
    """A month named later in a document joins the day it belongs to, and the narrower date shows."""
    text = [
        ("They took seven people", {"event_type": "abduction", "when": when("2010-09-16"), "confidence": 0.9}),
        ("the kidnappings of last month", {"event_type": "abduction", "when": when("2010-09-01", "2010-09-30"),
                                           "place": None, "confidence": 0.6}),
    ]  # fmt: skip
    events = merge([analysis("a", text)])
    assert [(e.when.edtf, len(e.claims)) for e in events] == [("2010-09-16", 2)]


def test_empty_values_are_filled_from_other_claims() -> None:
    """An event takes its day from a claim that has one."""
    text = [("x", {"when": None, "when_reason": "none", "confidence": 0.9}), ("y", {"confidence": 0.5})]
    event = merge([analysis("a", text)])[0]
    assert event.when.edtf == "2012-05-03"
    assert event.when_reason is None


def test_nothing_in_nothing_out() -> None:
    """No documents, no events."""
    assert merge([]) == ()


def test_one_telling_sentence_is_one_event_though_undated() -> None:
    """Two documents that carry one sentence of some length, word for word, claim one happening."""
    words = "Fighters of the group attacked barracks near the river crossing overnight"
    undated = {"when": None, "when_reason": "none"}
    later = ("A council sat", {"event_type": "meeting", "when": when("2013-01-01")})
    events = merge([one("a", words, **undated), analysis("b", [(words, undated), later])])
    assert ("a", "b") in [e.documents for e in events]


def test_a_short_sentence_does_not_tie_documents() -> None:
    """A few words that any report may carry are no sign of one happening, and each event keeps its own id."""
    first = analysis("a", [("Two people died", {"when": None}), ("A council sat", {"event_type": "meeting"})])
    second = analysis("b", [("Two people died", {"when": None}), ("Youths marched", {"event_type": "protest"})])
    alone = {e.event_id for e in merge([second])}
    assert alone <= {e.event_id for e in merge([first, second])}


@settings(max_examples=200, deadline=None)
@given(
    st.floats(-84, 84), st.floats(-180, 180), st.floats(-0.14, 0.14), st.floats(-0.3, 0.3),
)  # fmt: skip
def test_places_near_each_other_are_compared(latitude: float, longitude: float, north: float, east: float) -> None:
    """Wherever on Earth: two points that count as one place share a block, also across the antimeridian."""
    from pipeline.merge.blocks import place_keys
    from pipeline.merge.compare import Spot, spots_same

    here = Spot("here", None, latitude, longitude, 0.0)
    there = Spot("there", None, latitude + north, (longitude + east + 180) % 360 - 180, 0.0)
    if spots_same(here, there):
        assert set(place_keys(here)) & set(place_keys(there))


WORDS = "fighters attacked barracks market bridge river night guards lorry school fire road".split()
MENTIONS = st.builds(
    lambda words, first, span, spot, groups, status: (
        " ".join(words),
        {
            "when": when(f"2012-05-{first:02}", f"2012-05-{min(31, first + span):02}"),
            "place": spot,
            "groups": groups,
            "status": status,
        },
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7, unique=True),
    st.integers(1, 9),
    st.sampled_from([0, 0, 0, 2, 20]),
    st.sampled_from([None, place(), place("Gao", (16.35, -0.05)), place("Kidal", KIDAL), place("Gawo", (16.3, 0.0))]),
    st.sampled_from([(), ("aqim",), ("mujao",)]),
    st.sampled_from([Status.OCCURRED, Status.CLAIMED, Status.PLANNED]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(MENTIONS, max_size=25))
def test_looking_up_finds_what_comparing_all_would(rows: list) -> None:
    """The events are those that comparing every mention with every other gives."""
    from pipeline.merge.compare import Key, Spot, content_words, fold, same_there

    made = [one(f"d{number}", f"{words} {number}", **values) for number, (words, values) in enumerate(rows)]
    keys = []
    for number, analysis in enumerate(made):
        m = analysis.events[0]
        days = tuple(day.toordinal() for day in (m.when.interval.earliest, m.when.interval.latest))
        spot = Spot(fold(m.place.name), None, m.place.latitude, m.place.longitude, 0.0) if m.place else None
        words = content_words(analysis.document.text)
        keys.append(Key(number, number, m.status, days, spot, frozenset(m.groups), words))
    parent = list(range(len(keys)))
    for i, a in enumerate(keys):
        for j in range(i):
            if same_there(keys[j], a):
                low, high = sorted((parent[i], parent[j]))
                parent = [low if p == high else p for p in parent]
    wanted = {frozenset(f"d{i}" for i, p in enumerate(parent) if p == root) for root in parent}
    assert {frozenset(event.documents) for event in merge(made)} == wanted


def published(made: Analysis, day: str) -> Analysis:
    interval = Interval.day(date.fromisoformat(day))
    return replace(made, publication=Publication(interval, day, Precision.DAY, "stated"))


REPORTS = st.lists(
    st.builds(
        lambda number, day, town, wording, confidence: published(
            one(
                f"d{number}",
                f"Fighters {wording} a barracks in {town} and left again, report {number}",
                when=when((date(2012, 5, 1) + timedelta(days=day)).isoformat()),
                place=place(town, GAO if town == "Gao" else KIDAL),
                confidence=confidence,
            ),
            f"2012-06-{number + 1:02}",
        ),
        st.integers(0, 20),
        st.integers(0, 2),
        st.sampled_from(["Gao", "Kidal"]),
        st.sampled_from(["attacked", "stormed at dawn", "shelled for hours"]),
        st.sampled_from([0.5, 0.7, 0.9]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda a: a.document.id,
)


@settings(max_examples=30, deadline=None)
@given(REPORTS)
def test_a_later_report_renames_no_event(analyses: list[Analysis]) -> None:
    """What is published later joins an event under the id that the event has, however sure it is of it."""
    *earlier, latest = sorted(analyses, key=lambda a: a.publication.interval.latest)
    before = {c.claim_id: e.event_id for e in merge(earlier) for c in e.claims}
    for event in merge([*earlier, latest]):
        names = {before[c.claim_id] for c in event.claims if c.claim_id in before}
        assert not names or event.event_id in names


@settings(max_examples=30, deadline=None)
@given(REPORTS, st.randoms())
def test_every_name_an_event_had_leads_to_it(analyses: list[Analysis], random) -> None:
    """Whichever document is added, each id of before stands at one claim, in the event with the claims it held."""
    random.shuffle(analyses)
    after = merge(analyses)
    home = {c.own_event_id: e for e in after for c in e.claims}
    assert len(home) == sum(len(e.claims) for e in after)
    for event in merge(analyses[1:]):
        assert {c.claim_id for c in event.claims} <= {c.claim_id for c in home[event.event_id].claims}


def test_a_better_claim_shows_but_does_not_rename() -> None:
    """The surer later report gives the event its values; the first report keeps giving it its id."""
    first = published(one("b", confidence=0.6), "2012-05-04")
    better = published(
        one("a", "A barracks in Gao was attacked by fighters of the group", confidence=0.9), "2012-05-05"
    )
    alone, both = merge([first])[0], merge([first, better])[0]
    assert both.event_id == alone.event_id
    assert both.claims[0].mention.document == "a"
