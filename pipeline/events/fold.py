"""One mention a happening within a document: consequences and repetitions join the event they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from pipeline.events.happenings import HOSTILE, Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.possible import DONE_TO
from pipeline.events.reader import Reader
from pipeline.events.retold import SPEAKS, announces, own_date, own_place, retells
from pipeline.events.sentences import Sentence
from pipeline.events.sides import by_another_side
from pipeline.events.toll import tolls_in
from pipeline.events.types import load_event_types
from pipeline.model import EventMention, PlaceMention, Status, Toll
from pipeline.places.model import haversine_km

Pair = tuple[Happening, EventMention]
_CONSEQUENCES = frozenset({"killing", "abduction", "seizure", "attack", "bombing", "humanitarian", "other"})
_COSTLY = _CONSEQUENCES | {"arrest"}
_ASIDES = frozenset({"after", "before", "following", "when", "while", "as", "because", "since", "until"})
_ATTRIBUTIONS = ("claim ", "blame", "revendiquer")  # how the words begin that say who did what is told
_HURT = frozenset({"injure", "wound", "kill", "blesser", "tuer"})
_SAY_MORE = frozenset({"blesser", "tuer"})  # in French the verb has the better title than the noun beside it
_OF_TAKEN = frozenset({"other", "killing"})  # what becomes of people taken: they are freed or found
_ANSWERS = frozenset({"military operation", "protest", "deployment"})
_ROBS = ("board", "loot", "steal", "rob", "rustle", "snatch", "cart", "make ", "seize")
_LATER = (
    "later",
    "afterwards",
    "next day",
    "following day",
    "day after",
    "days after",
    "same day",
    "plus tard",
    "après",
)  # a day that counts from the incident is part of its story
_BACK = 16  # events told before that are looked at
_MEASURES = frozenset({"curfew", "emergency", "mourning", "sanctions", "embargo", "couvre", "urgence", "deuil"})
_MATERIAL = frozenset({"munition", "strife", "units", "site"})  # what violence is done with, and what breaks out
_POLITICS = frozenset(
    "resign elect dissolve inaugurate appoint dismiss sack replace abdicate election oust overthrow topple depose coup"
    " démissionner élire limoger renverser destituer nommer".split()
) | {"take office", "take power", "prendre le pouvoir"}
_NEAR_KM = 60.0  # two places in one incident
_REACH = 3  # sentences in which a consequence may follow


def fold(found: list[Pair], reader: Reader) -> list[Pair]:
    """The mentions that stand for themselves, in order of position, with the parties of those folded into them."""
    kept: list[Pair] = []
    claim: Pair | None = None  # the last that says who did what is told
    for happening, mention in found:
        if attributes(happening):
            claim = (happening, mention)
            _attribute(kept, happening, mention)
            continue
        if claim and _claimed(happening, mention, claim[0]):
            kept = [pair for pair in kept if pair != claim]  # the attack is told, not the claim
            mention = replace(mention, groups=tuple(dict.fromkeys((*mention.groups, *claim[1].groups))))
        near = range(len(kept) - 1, max(-1, len(kept) - 1 - _BACK), -1)
        ours = (i for i in near if _belongs(happening, mention, *kept[i]))
        host = next((i for i in ours if not by_another_side(happening, kept[i][0], reader)), None)
        if host is None:
            kept.append((happening, mention))
        elif _completes(happening, kept[host][0]):
            kept[host] = _hosted((happening, _from(mention, kept[host][1].start, happening)), kept[host])
        else:
            kept[host] = _hosted(kept[host], (happening, mention))
            if _by_bomb(happening, kept[host][0]):
                kept[host] = (kept[host][0], replace(kept[host][1], event_type="bombing"))
    return [pair for pair in kept if not announces(pair, kept)]


def _from(mention: EventMention, start: int, happening: Happening) -> EventMention:
    """A mention that begins earlier: "shot and killed"."""
    return replace(mention, start=start, text=happening.sentence.text[start : mention.end])


def attributes(happening: Happening) -> bool:
    """Whether words only say who did what is told: "X claimed the attack"."""
    return happening.trigger.lemma.startswith(_ATTRIBUTIONS)


def _by_bomb(happening: Happening, host: Happening) -> bool:
    """Whether the noun says by what the verb was done: "destroyed in air raids"."""
    done = host.event_type in ("attack", "killing") and host.verb is not None and host.verb.passive
    return done and happening.trigger.is_noun and happening.event_type == "bombing" and happening.clause == host.clause


def _claimed(happening: Happening, mention: EventMention, claim: Happening) -> bool:
    """Whether a happening is what a claim in its clause is about, told only there."""
    same = happening.number == claim.number and happening.clause == claim.clause
    return same and _costs(mention) and happening.trigger.is_noun and bool(mention.place or own_date(mention))


def with_tolls(kept: list[Pair], sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[EventMention, ...]:
    """The mentions with the tolls that their sentences give.

    A toll belongs to the last incident told before the words that count it, in their sentence or in one shortly before
    of the same paragraph; to the first incident of their sentence where none stands before.
    """
    tolls: dict[int, list[Toll]] = {}
    costing = [i for i, (_, mention) in enumerate(kept) if _may_cost(mention)]
    rows = [(n, list(row)) for n, row in groupby(costing, key=lambda i: kept[i][0].number)]
    for order, (number, row) in enumerate(rows):
        until = rows[order + 1][0] if order + 1 < len(rows) else len(sentences)
        for sentence in sentences[number : min(number + _REACH + 1, until)]:
            if sentence.paragraph != sentences[number].paragraph and not _adds(sentence, lexicon):
                break
            for toll in tolls_in(sentence, lexicon):
                before = [i for i in row if kept[i][1].start < toll.span.end]
                tolls.setdefault((before or row[:1])[-1], []).append(toll)
    return tuple([replace(m, toll=tuple(tolls[i])) if i in tolls else m for i, (_, m) in enumerate(kept)])


def _adds(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a later paragraph counts on what the one before told: it names no other day or place."""
    return lexicon.language == "en" and not sentence.dates and not sentence.places


def _is_politics(happening: Happening) -> bool:
    """A resignation, an election or a curfew is no part of an incident told before, nor has it any."""
    if happening.trigger.lemma in _POLITICS or not _MEASURES.isdisjoint(happening.trigger.rest):
        return True
    return not happening.trigger.needs.isdisjoint(DONE_TO.keys() - _MATERIAL)


def _costs(mention: EventMention) -> bool:
    return load_event_types()[mention.event_type].incident or mention.event_type in _COSTLY


def _may_cost(mention: EventMention) -> bool:
    return _costs(mention) and mention.status not in (Status.PLANNED, Status.THREATENED)


def _completes(happening: Happening, host: Happening) -> bool:
    """ "shot and killed": the killing is what is told."""
    if happening.number != host.number:
        return False
    if host.event_type == "deployment" and host.verb and happening.event_type in HOSTILE:
        return True
    if happening.event_type in HOSTILE and host.trigger.is_noun and host.clause.opener in _ASIDES:
        return happening.clause != host.clause  # "after the withdrawal of X, soldiers occupied …"
    if happening.event_type == "bombing" and host.verb is not None and host.verb.passive:
        told = happening.verb is not None or host.trigger.lemma not in _SAY_MORE
        return told and host.trigger.lemma in _HURT  # "were hurt when their car hit a mine"
    if happening.clause == host.clause and _hangs(host) and happening.verb and happening.verb.tense == "past":
        return True  # "the hostage kidnapped in April was released on 3 May"
    robbed = host.event_type == "other" or (host.event_type == "seizure" and host.trigger.lemma.startswith(_ROBS))
    robbed = robbed and host.verb is not None and happening.clause.opener in ("and", ",", "", ":", host.clause.opener)
    if robbed and happening.event_type in ("killing", "attack", "abduction", "bombing"):
        return True  # "rustled cattle and killed six herders"
    joined = happening.clause.opener == "and" and host.trigger.lemma == "shoot"
    return joined and happening.event_type == "killing" and happening.clause.start - host.end <= 1


def _hangs(host: Happening) -> bool:
    """Whether a participle only says who somebody is: "the trader abducted on 20 April"."""
    return host.verb is not None and host.verb.tense == "reduced"


def _attribute(kept: list[Pair], happening: Happening, mention: EventMention) -> None:
    """Gives the last incident its author: "X claimed responsibility", "X was blamed"."""
    if happening.verb and happening.verb.tense == "reduced" and _names_another(happening):
        return
    for index in range(len(kept) - 1, max(-1, len(kept) - 1 - _BACK), -1):
        host, main = kept[index]
        if _costs(main) and happening.number - host.number <= _REACH:
            groups = tuple(dict.fromkeys((*main.groups, *mention.groups)))
            kept[index] = (host, replace(main, groups=groups))
            return
    aside = happening.trigger.lemma == "revendiquer" and happening.verb and happening.verb.tense == "reduced"
    if happening.trigger.lemma != "blame" and not aside and mention.when and " " in mention.title:
        kept.append((happening, mention))


def _names_another(happening: Happening) -> bool:
    """ "Since the bombing of X in 2010, claimed by Y": the deed claimed has a day or a place of its own."""
    sentence, at = happening.sentence, happening.sentence.words[happening.start].start
    return any(m.end <= at for m in (*sentence.dates, *sentence.places)) and not happening.clause.opener


def _belongs(happening: Happening, mention: EventMention, host: Happening, main: EventMention) -> bool:
    """Whether a mention is part of one told before: the same words again, or what came of it."""
    same_sentence = happening.number == host.number
    if _own_deed(happening, mention, main):
        return False
    if same_sentence and (_same_clause_noun(happening, host) or _is_matter(happening, host)):
        return True
    if same_sentence and (_on_the_way(happening, mention, main) or _goes_on(happening, mention, host, main)):
        return True
    if same_sentence and _during(happening, mention, main):
        return True
    if same_sentence and _background(host, main) and mention.event_type in HOSTILE:
        return True
    if (
        same_sentence
        and happening.verb
        and happening.clause.opener in (*_ASIDES, ",")
        and _participle(happening, mention)
    ):
        return True
    if mention.status is not main.status and Status.PLANNED in (mention.status, main.status):
        return False
    if _counts_its_dead(happening, mention, host, main):
        return True
    if not _compatible(happening, mention, main):
        return False
    types = load_event_types()
    spoken = types[mention.event_type].family == types[main.event_type].family == "speech"
    if same_sentence and spoken and mention.rule.split(":")[1] not in ("report", "say", "tell", "state"):
        return bool(set(mention.groups) & set(main.groups))
    if same_sentence and mention.event_type == main.event_type:
        return not own_place(mention) or not own_place(main) or mention.place == main.place
    mediated = happening.verb is not None and happening.verb.tense == "reduced" and main.event_type == "agreement"
    if same_sentence and mediated and types[mention.event_type].family == "talks":
        return True
    near = happening.number - host.number <= _REACH and happening.sentence.paragraph == host.sentence.paragraph
    if same_sentence and (_aside(happening, mention) or _follows_up(happening, mention, main)):
        return True
    if near and _answers(happening, mention, main, same_sentence):
        return True
    incident = _costs(main)
    same = set(mention.groups) & set(main.groups)  # by those who did the rest
    unread = happening.whom is None  # French, whose phrases do not say who did it
    taken = mention.event_type == "arrest" and (same or (unread and happening.clause.opener == "and"))
    consequence = (taken or mention.event_type in _CONSEQUENCES) and incident
    consequence = consequence and not (_is_politics(happening) or _is_politics(host))
    if retells(happening, mention, host, main):
        return True
    return near and consequence and not _stands_alone(mention, main, same_sentence)


def _during(happening: Happening, mention: EventMention, main: EventMention) -> bool:
    """ "killed ten fighters and seized arms during a clearance operation": one operation."""
    first = (happening.object or (happening.start, 0))[0]
    led = happening.sentence.keys[max(0, first - 1) : first] in (("during",), ("in",))
    noun = happening.trigger.is_noun and mention.event_type == "military operation"
    return noun and led and main.event_type in HOSTILE


def _own_deed(happening: Happening, mention: EventMention, main: EventMention) -> bool:
    """Whether somebody's violence stands beside what no violence is: "a curfew was imposed after gunmen killed two"."""
    violent = mention.event_type in HOSTILE and main.event_type in ("other", "resolution")
    return violent and happening.clause.opener in _ASIDES and bool(happening.doers and happening.verb)


def _is_matter(happening: Happening, host: Happening) -> bool:
    """A noun that a verb of the same clause is about: "condemned the murder", "agreed at a summit", "foiled a plot"."""
    if happening.clause != host.clause or not happening.trigger.is_noun or host.verb is None:
        return False
    within = host.object is not None and host.object[0] <= happening.start < host.object[1]
    if within and not host.trigger.needs.isdisjoint(DONE_TO):
        return True  # "ended a ceasefire"
    agreed = host.event_type == "agreement" and happening.event_type == "meeting"
    fought = host.event_type in HOSTILE and happening.event_type == "military operation"
    first = (happening.object or (happening.start, 0))[0]
    if first and host.sentence.words[first - 1].key in ("at", "during", "in", "after", "à", "lors"):
        return agreed or fought  # where it was said, not what about
    return agreed or fought or (host.event_type in SPEAKS and host.end <= happening.start)


def _on_the_way(happening: Happening, mention: EventMention, main: EventMention) -> bool:
    """ "advanced to X and captured the bridge": one move."""
    moved = main.event_type == "deployment" and mention.event_type in HOSTILE
    return moved and happening.clause.opener == "and" and set(mention.actors + mention.groups) >= set(main.actors)


def _goes_on(happening: Happening, mention: EventMention, host: Happening, main: EventMention) -> bool:
    """ "burned tyres and blocked the road": the same people, in one breath, nowhere else and on no other day."""
    if own_place(mention) and own_place(main) and mention.place != main.place:
        return False  # "attacked the embassy in X and burned the library in Y"
    violent = all(m.event_type in HOSTILE or m.event_type in ("protest", "arrest") for m in (mention, main))
    joined = happening.verb is not None and host.verb is not None and happening.clause.opener in ("and", ",")
    same = {p.start for p in happening.doers} == {p.start for p in host.doers} or not happening.doers
    one_day = not own_date(mention) or (main.when is not None and mention.when.interval == main.when.interval)
    return violent and joined and same and one_day and mention.status is main.status


def _answers(happening: Happening, mention: EventMention, main: EventMention, same_sentence: bool) -> bool:
    """What an attack led to, told after it with neither a day nor a place of its own: "Soldiers searched the area"."""
    led_to = mention.event_type in _ANSWERS and main.event_type in HOSTILE
    apart = own_place(mention) and (main.place is None or mention.place.name != main.place.name)
    new = not same_sentence or happening.clause.opener == ":"
    return led_to and new and not apart and not own_date(mention)


def _background(host: Happening, main: EventMention) -> bool:
    """A noun in an opening clause that only says when: "On 9 July, after the withdrawal of X, …"."""
    return host.trigger.is_noun and host.clause.opener in _ASIDES and not own_date(main) and not own_place(main)


def _aside(happening: Happening, mention: EventMention) -> bool:
    """A subordinate clause without a day or a place of its own: "…, after troops left their barracks"."""
    return happening.clause.opener in _ASIDES and not own_date(mention) and not own_place(mention)


def _participle(happening: Happening, mention: EventMention) -> bool:
    """ "… after firing shots", "…, driving them back": part of what the sentence tells."""
    return happening.verb.tense == "participle" and not own_date(mention)


def _follows_up(happening: Happening, mention: EventMention, main: EventMention) -> bool:
    """ "…, and the army sent reinforcements": part of what the sentence tells."""
    moved = mention.event_type == "deployment" and main.event_type in HOSTILE
    return moved and not own_date(mention) and not own_place(mention)


def _same_clause_noun(happening: Happening, host: Happening) -> bool:
    """A noun in the clause of a verb of its family: "will meet him on a visit to"."""
    types = load_event_types()
    family = types[happening.event_type].family == types[host.event_type].family
    return (
        family
        and happening.clause == host.clause
        and (happening.trigger.is_noun or host.trigger.is_noun)
        and (not (happening.trigger.is_noun and host.trigger.is_noun))
    )


def _counts_its_dead(happening: Happening, mention: EventMention, host: Happening, main: EventMention) -> bool:
    """Whether people killed or taken near an incident told just before, by nobody named and on no other day, are its.

    "The attack on the X plant … Three guards were killed in Y", where Y is what lies around X.
    """
    verb, nobody = happening.verb, not (happening.doers or mention.groups)
    suffered = mention.event_type in ("killing", "abduction") and verb is not None and verb.passive and nobody
    if not suffered or not _costs(main) or own_date(mention) or happening.sentence.paragraph != host.sentence.paragraph:
        return False
    return happening.number - host.number == 1 and host.trigger.is_noun and _near(mention.place, main.place)


def _near(one: PlaceMention | None, other: PlaceMention | None) -> bool:
    if one is None or other is None or one.latitude is None or other.latitude is None:
        return False
    return haversine_km(one.latitude, one.longitude, other.latitude, other.longitude) <= _NEAR_KM


def _stands_alone(mention: EventMention, main: EventMention, same_sentence: bool) -> bool:
    """A consequence is an event of its own where it has another place, or a day of its own."""
    elsewhere = own_place(mention) and mention.place != main.place and mention.event_type != "humanitarian"
    return elsewhere or (own_date(mention) and not same_sentence and not _counted(mention))


def _counted(mention: EventMention) -> bool:
    """Whether the day is counted from another: "two days later"."""
    return mention.when is not None and (mention.when.text or "").lower().endswith(_LATER)


def _told_back(happening: Happening, mention: EventMention) -> bool:
    """ "they had been taken two days before": what had been done to those just spoken of."""
    before = mention.when is not None and (mention.when.text or "").lower().endswith(("before", "earlier"))
    return before and happening.verb is not None and happening.verb.passive and happening.goal is None


def _compatible(happening: Happening, mention: EventMention, main: EventMention) -> bool:
    apart = mention.when and main.when and mention.when.interval.intersect(main.when.interval) is None
    if apart and not _counted(mention) and not _told_back(happening, mention):
        return False
    fled = mention.event_type == "humanitarian" and main.event_type in HOSTILE  # where they fled to is no contradiction
    if fled or not (own_place(mention) and own_place(main)):
        return True
    return mention.place.name == main.place.name or mention.place.text == main.place.text


def _hosted(host: Pair, guest: Pair) -> Pair:
    """The host with the guest's parties, and its date or place where the host has none of its own."""
    happening, main = host
    _, other = guest
    groups = tuple(dict.fromkeys((*main.groups, *other.groups)))
    fled = other.event_type == "humanitarian" and main.event_type in HOSTILE  # who fled did not take part
    actors = main.actors if fled else tuple(dict.fromkeys((*main.actors, *other.actors)))
    main = replace(main, groups=groups, actors=actors)
    if own_place(other) and not own_place(main):
        main = replace(main, place=other.place, place_rule=other.place_rule, place_reason=other.place_reason)
    if own_date(other) and not own_date(main):
        main = replace(main, when=other.when, when_reason=None)
    return happening, main
