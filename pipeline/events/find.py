"""Events of a document: happenings with their date, place, parties and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from pipeline.events.confidence import FLOOR, confidence_of, is_long_past
from pipeline.events.fold import attributes, fold, with_tolls
from pipeline.events.happenings import HOSTILE, Happening, read_happenings
from pipeline.events.incident import Pair, complete, read_bare
from pipeline.events.lexicon import load_lexicon
from pipeline.events.nouns import told_by_verb
from pipeline.events.outlook import is_off
from pipeline.events.parties import Party
from pipeline.events.passing import in_passing
from pipeline.events.reader import Reader
from pipeline.events.sentences import Sentence, read_sentences
from pipeline.events.spans import is_history, only_day, usable, when_of
from pipeline.events.status import status_of
from pipeline.events.titles import title_of
from pipeline.events.types import load_event_types
from pipeline.events.when import SPEECH, Dating, date_of
from pipeline.events.where import Found, place_of
from pipeline.events.wording import object_words
from pipeline.groups import settle
from pipeline.groups.registry import Registry
from pipeline.model import (
    BlockKind,
    DateMention,
    Document,
    EventMention,
    GroupMention,
    PlaceMention,
    Prose,
    Publication,
    Status,
    When,
)

_TIED = 8  # words between people and the group they are said to belong to
_WHOSE = frozenset({"of", "the", "from", "de", "du", "des", "d", "l", "la"})
_MEMBERS = frozenset("affiliated belonging suspected presumed believed alleged thought claiming likely".split())
_FREES = ("rescue", "free", "release", "liberate", "set free")
_CAUSES = frozenset({"after", "following"})
_CAUSED = frozenset({"humanitarian", "seizure", "threat"})
_FIGHTING = frozenset({"fighting", "clashes", "battles", "combat", "skirmishes", "fights"})
_SHORT = 8  # sentences of a report of one incident
_OPENING = 12  # characters: "On or about"
_REMARK = 10  # words
_SUSPECTED = frozenset(
    "suspected presumed alleged blamed responsible responsibility perpetrators attributed believed likely".split()
)


@dataclass
class _Told:
    """What the paragraph has told so far."""

    paragraph: int = -1
    when: When | None = None
    place: PlaceMention | None = None
    calm: bool = False  # whether that place is one of talks
    story: When | None = None  # of the last dated happening of the paragraphs before


def find_events(
    document: Document,
    prose: Prose,
    publication: Publication,
    dates: tuple[DateMention, ...],
    places: tuple[PlaceMention, ...],
    groups: tuple[GroupMention, ...],
    registry: Registry,
    *,
    language: str,
) -> tuple[EventMention, ...]:
    """The events that a document's body tells of (its title's where it has no body), in order of position.

    An event needs a trigger that the text says took place, takes place or will: generalities, hypotheses, purposes and
    negated clauses hold none. Values keep the rule they came by. A language without trigger words yields none. Linear
    in the length of the text.
    """
    lexicon = load_lexicon(language) or load_lexicon("en")
    if lexicon.language != language and language not in ("", "und"):
        return ()
    sentences = read_sentences(prose, dates, places, groups)
    only = only_day(publication, dates) if len(sentences) <= _SHORT else None
    reader = Reader(lexicon, registry, publication.interval, linked=only is not None)
    dating = Dating(publication, lexicon, None, (), is_history(publication, dates), sentences, only=only)
    found = _read(document.id, sentences, _headings(prose, dates), reader, dating)
    if only is None or lexicon.language != "en":
        return with_tolls(fold(found, reader), sentences, lexicon)
    if not found:
        tried = ((h, _mention(document.id, h, reader, dating, _Told())) for h in read_bare(sentences, reader))
        found = [(h, m) for h, m in tried if m][:1]
    return with_tolls(complete(fold(found, reader), sentences, reader), sentences, lexicon)


def _read(
    document: str, sentences: Sequence[Sentence], headings: Sequence[DateMention], reader: Reader, dating: Dating
) -> list[Pair]:
    """The happenings of all sentences with their mentions, as the sentences tell them."""
    cited: dict[int, list[DateMention]] = {}
    for sentence in sentences:
        cited.setdefault(sentence.paragraph, []).extend(sentence.cited)
    told, found, mentions = _Told(), [], []
    for number, sentence in enumerate(sentences):
        if sentence.paragraph != told.paragraph:
            over = [d for d in headings if d.start < sentence.span.end]
            reader.listed = bool(over)
            story = told.when if told.when and told.when.rule != "paragraph-date" else told.story
            told = _Told(sentence.paragraph, when_of(over[-1], "paragraph-date") if over else None, story=story)
        sources = tuple(cited[sentence.paragraph])
        if dating.only is None and not sources and _is_bare(sentence, told, dating.publication):
            reader.pass_by(sentence)  # nothing could give a day or a place
            continue
        for happening in read_happenings(sentence, number, reader):
            here = replace(dating, paragraph_date=told.when, paragraph_cited=sources, told=mentions, story=told.story)
            mention = _mention(document, happening, reader, here, told)
            if mention and (mention.confidence >= FLOOR or attributes(happening)):
                found.append((happening, mention))
                mentions.append(mention)
                if happening.whom:
                    reader.sufferers = object_words(happening, reader)
                _tell(told, mention)
        if suspects := _suspects(sentence, reader):
            _blame(found, sentence, number, suspects)
        if told.when is None or told.when.rule == "paragraph-date":
            told.when = _frame(sentence) or told.when
    return found


def _is_bare(sentence: Sentence, told: _Told, publication: Publication) -> bool:
    """Whether nothing in or before a sentence, nor the day of the report, could say when or where."""
    nothing = not (sentence.dates or sentence.places or sentence.groups)
    return nothing and told.when is None and told.place is None and publication.interval is None


def _frame(sentence: Sentence) -> When | None:
    """The day that a sentence opens with, which holds for what follows even where the sentence itself tells nothing."""
    first = sentence.dates[0] if sentence.dates else None
    opens = first is not None and first.start - sentence.span.start <= _OPENING and usable(first)
    return when_of(first, "paragraph-date") if opens and (first.interval.days or 99) <= 7 else None


def _headings(prose: Prose, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates that stand by themselves over what they date, as in lists of events; () where there is but one."""
    alone = {(b.span.start, b.span.end) for b in prose.of_kind(BlockKind.BODY, BlockKind.BYLINE)}
    found = [d for d in dates if (d.start, d.end) in alone and usable(d)]
    return found if len(found) > 1 else []


def _suspects(sentence: Sentence, reader: Reader) -> tuple[str, ...]:
    """The armed groups of a remark that only says who did what was told: "Suspected X.", "X is blamed."."""
    if len(sentence.words) > _REMARK or not sentence.groups or not _SUSPECTED & sentence.vocabulary:
        return ()
    ids = (i for p in reader.parties(sentence, 0, len(sentence.words)) for i in p.ids)
    return tuple(i for i in dict.fromkeys(ids) if reader.registry.group(i).is_armed)


def _blame(found: list[Pair], sentence: Sentence, number: int, suspects: tuple[str, ...]) -> None:
    """Gives the last violence of the paragraph its suspects, unless the remark tells of something itself."""
    if not found or found[-1][0].number == number or found[-1][0].sentence.paragraph != sentence.paragraph:
        return
    happening, mention = found[-1]
    if mention.event_type in HOSTILE:
        found[-1] = happening, replace(mention, groups=tuple(dict.fromkeys((*mention.groups, *suspects))))


def _tell(told: _Told, mention: EventMention) -> None:
    if mention.status in (Status.PLANNED, Status.THREATENED) or mention.event_type in SPEECH:
        return
    if mention.when and mention.when.rule in ("clause-date", "sentence-date", "clause-offset"):
        told.when = mention.when
    if mention.place and mention.place_rule != "paragraph-place":
        told.place, told.calm = mention.place, load_event_types()[mention.event_type].family == "talks"


def _mention(document: str, happening: Happening, reader: Reader, dating: Dating, told: _Told) -> EventMention | None:
    """A happening with its values, None where it is a remark in passing."""
    status = status_of(happening, reader)
    if status is Status.PLANNED and is_off(happening.sentence, reader.lexicon, happening.end):
        return None
    when, when_reason = date_of(happening, status, dating)
    found = _place(happening, when, told, reader)
    noun = happening.trigger.is_noun and happening.verb is None
    if in_passing(happening, when, found, reader) or (
        noun and not told_by_verb(happening, reader.lexicon) and is_long_past(when, dating)
    ):
        return None
    happening = _at_its_date(happening, when, reader)
    armed, others = _parties(happening, reader)
    sentence = happening.sentence
    title = _title(happening, status, found, reader)
    if not title:
        return None  # nobody could say who, whom or what
    start, end = sentence.words[happening.start].start, sentence.words[happening.end - 1].end
    return EventMention(
        document=document,
        start=start,
        end=end,
        text=sentence.text[start:end],
        rule=f"{_told_by(happening)}:{happening.trigger.lemma}",
        event_type=happening.event_type,
        status=status,
        title=title,
        sentence=sentence.span,
        when=when,
        when_reason=when_reason,
        place=found.place,
        place_rule=found.rule,
        place_reason=found.reason,
        groups=armed,
        actors=others,
        confidence=confidence_of(happening, when, found, bool(armed or others), dating),
        doers=tuple([i for party in happening.doers for i in party.ids]),
    )


def _place(happening: Happening, when: When | None, told: _Told, reader: Reader) -> Found:
    """Where a happening was; what its paragraph told before may say it, unless that was another day or calmer."""
    elsewhere = told.calm and happening.event_type in HOSTILE  # nobody is attacked where others hold talks
    elsewhere = elsewhere or _on_other_days(when, told)
    found = place_of(happening, reader.lexicon, None if elsewhere else told.place)
    if found.rule == "sentence-place" and reader.lexicon.language == "en" and _is_background(happening, when):
        return Found(None, None, "the sentence ties no place to it")
    noun = happening.trigger.is_noun and happening.verb is None
    several = len({p.name or p.text for p in happening.sentence.places}) > 1
    if noun and reader.lexicon.language == "en" and found.rule == "sentence-place" and several:
        return Found(None, None, "the sentence ties no place to it")
    return found


def _is_background(happening: Happening, when: When | None) -> bool:
    """ "… against the generals who took power in 2021": a clause that says who somebody is, with a day of its own."""
    return happening.clause.opener in ("who", "which") and when is not None and when.rule == "clause-date"


def _title(happening: Happening, status: Status, found: Found, reader: Reader) -> str:
    """The title, that of its type where it gives an earlier incident its author, "" where nothing makes one."""
    title = title_of(happening, status, found.place if found.rule != "paragraph-place" else None, reader)
    if title and (reader.lexicon.language != "en" or " " in title):
        return title
    return load_event_types()[happening.event_type].noun if attributes(happening) else ""


def _told_by(happening: Happening) -> str:
    return "word" if happening.bare else "noun" if happening.trigger.is_noun else "verb"


def _on_other_days(when: When | None, told: _Told) -> bool:
    """Whether a happening has a day of its own that is not the day of what the paragraph told before."""
    own = when is not None and when.rule == "clause-date" and told.when is not None
    return own and when.interval.intersect(told.when.interval) is None


def _at_its_date(happening: Happening, when: When | None, reader: Reader) -> Happening:
    """The happening with leaders leading the group that was theirs on its day, not on the day of the report."""
    if when is None or not any(p.person for p in (*happening.doers, *happening.targets)):
        return happening
    starts = {m.start: m for m in happening.sentence.groups if m.rule.startswith("leader") and len(m.candidates) > 1}

    def then(party: Party) -> Party:
        first = happening.sentence.words[party.start : party.start + 1]  # () where another sentence names it
        mention = starts.get(first[0].start) if first else None
        if mention is None:
            return party
        settled = settle((replace(mention, group_id=None, rule="leader"),), reader.registry, when.interval)[0]
        return replace(party, ids=(settled.group_id,)) if settled.group_id else party

    return replace(happening, doers=tuple(map(then, happening.doers)), targets=tuple(map(then, happening.targets)))


def _parties(happening: Happening, reader: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Armed groups by id, then every other party by id or words, doers first."""
    armed, others = [], []
    for party in (*happening.doers, *happening.targets, *_alongside(happening, reader)):
        for party_id in party.ids:
            (armed if reader.registry.group(party_id).is_armed else others).append(party_id)
        if not party.ids and party in happening.doers and not _belongs_to_named(party, happening):
            others.append(party.text)
    return tuple(dict.fromkeys(armed)), tuple(dict.fromkeys(others))


def _belongs_to_named(party: Party, happening: Happening) -> bool:
    """ "rebels of the FDLR": the FDLR says it."""
    words = happening.sentence.words
    return any(
        d.ids and 0 <= d.start - party.end <= 2 and {w.key for w in words[party.end : d.start]} <= _WHOSE
        for d in happening.doers
    )


def _alongside(happening: Happening, reader: Reader) -> Iterator[Party]:
    """Parties to violence named beside it: "militiamen affiliated to X", "after days of fighting against X"."""
    freed = happening.trigger.lemma in _FREES
    if happening.event_type not in HOSTILE and happening.event_type not in _CAUSED and not freed:
        return
    sentence = happening.sentence
    named = any(d.ids for d in happening.doers)
    for party in reader.parties(sentence, 0, len(sentence.words)):
        before = sentence.keys[max(0, party.start - 6) : party.start]
        nameless = any(not d.ids and 0 < party.start - d.end <= _TIED for d in happening.doers)
        member = nameless and _MEMBERS & set(before)
        fought = {"against", "with"} & set(before[-2:]) and _FIGHTING & set(before)
        passing = happening.event_type == "bombing" and _clause_opens(sentence, party.start) in ("as", "when", "while")
        caused = happening.event_type in _CAUSED and any(reader.registry.group(i).is_armed for i in party.ids)
        caused = caused and (not _CAUSES.isdisjoint(sentence.keys[max(happening.end, party.start - 5) : party.start]))
        held = freed and party.start > happening.end and {"from", "held"} & set(before)
        remark = not named and _in_a_remark(sentence, party)
        if remark or member or fought or passing or caused or held:
            yield party


def _in_a_remark(sentence: Sentence, party: Party) -> bool:
    """ "(X suspected)": brackets that only say who did it."""
    opens = sentence.text.rfind("(", sentence.span.start, sentence.words[party.start].start)
    closes = sentence.text.find(")", sentence.words[party.end - 1].end, sentence.span.end)
    if opens < 0 or closes < 0 or ")" in sentence.text[opens : sentence.words[party.start].start]:
        return False
    inside = sentence.text[opens + 1 : closes].lower().split()
    return len(inside) <= _REMARK and bool(_SUSPECTED & set(inside))


def _clause_opens(sentence: Sentence, index: int) -> str:
    """The word two or three before a party that may open its clause: "as a VDP patrol drove past"."""
    keys = [w.key for w in sentence.words[max(0, index - 2) : index]]
    return next((k for k in reversed(keys) if k in ("as", "when", "while")), "")
