"""Light grammar: how the verb of a trigger stands in its clause."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from pipeline.events.clauses import Clause, is_finite
from pipeline.events.lexicon import BASE, FUTURE, ING, PARTICIPLE, PAST, THIRD, Form, Lexicon
from pipeline.events.sentences import Sentence
from pipeline.model import Interval

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOOK_BACK = 7
_APPOSITION = 9  # words between commas
_APPOSED = frozenset("the a an its le la with including along backed supported together avec".split())
_SAID_BEFORE = 5  # words: "said that it would"
_GOVERNED = 8  # words: "a décidé mardi de fermer"
_LINKS = frozenset({"de", "d", "a"})  # before an infinitive
_SHARED = 18  # words back to the auxiliary that joined participles share


class Verb(Struct, frozen=True, gc=False):
    """How a verb stands: words [start, end), its tense, voice, and what governs it.

    tense: past, perfect, present, progressive, future, modal, infinitive, participle (-ing), reduced (-ed without
    auxiliary). `governor` is the word before "to" of an infinitive.
    """

    start: int
    end: int
    tense: str
    passive: bool
    negated: bool
    ongoing: bool = False
    governor: str = ""


def verb_at(
    sentence: Sentence,
    clause: Clause,
    lexicon: Lexicon,
    index: int,
    end: int,
    form: Form,
    transitive: bool = False,
    active: bool = False,
) -> Verb | None:
    """How the verb at words [index, end) stands; None where it is no verb here but a noun or an adjective.

    A past of a `transitive` verb with no object after it is a passive: "people killed in the fire". One that is
    `active` never is passive: "est arrivé", "s'est rendu".
    """
    start, helpers, negated, keys = index, [], False, sentence.keys
    adverbs, negation, phrases = lexicon.words["adverbs"], lexicon.words["negation"], lexicon.words["adverb_phrases"]
    while start > clause.start and index - start < _LOOK_BACK:
        key = keys[start - 1]
        if key in lexicon.helpers:
            helpers.append(key)
        elif phrases and start - 2 > clause.start and f"{keys[start - 2]} {key}" in phrases:
            start -= 1
        elif not (key in adverbs or key in negation or key.endswith("ly")):
            break
        negated = negated or key in negation
        start -= 1
    while start < index and keys[start] not in lexicon.helpers:
        start += 1  # leading adverbs are not part of the verb
    negated = negated or (start > clause.start and keys[start - 1] in negation)
    verb = _stand(sentence, clause, lexicon, (start, index, end), form, helpers, negated)
    if active and verb and helpers and form in (PAST, PARTICIPLE):
        return replace(verb, passive=False, tense="past")
    bare = transitive and verb and verb.tense == "past" and not helpers and not verb.passive
    return replace(verb, tense="reduced", passive=True) if bare and _no_object(sentence, clause, lexicon, end) else verb


def _no_object(sentence: Sentence, clause: Clause, lexicon: Lexicon, end: int) -> bool:
    if end >= clause.end or sentence.gap(end).strip():
        return True
    key = sentence.words[end].key
    following = sentence.words[end + 1].key if end + 1 < clause.end else ""
    if following.isdecimal() or (following in lexicon.numbers and following not in ("a", "an")):
        return False  # "killed around ten", but "killed in a"
    return key in lexicon.of("in_place", "from_place", "clause", "relative") or key == "and"


def is_helper(lexicon: Lexicon, key: str) -> bool:
    """Whether a word is an auxiliary or the "to" of an infinitive, or its negation."""
    return key in lexicon.helpers


def _stand(
    sentence: Sentence,
    clause: Clause,
    lexicon: Lexicon,
    at: tuple[int, int, int],
    form: Form,
    helpers: list[str],
    negated: bool,
) -> Verb | None:
    """Tense and voice from the helpers before a verb, nearest first."""
    start, _, end = at
    be, have, now = _helped(helpers, lexicon) if helpers else (False, False, False)
    passive = be and form in (PAST, PARTICIPLE)
    progressive = (be and form is ING) or "being" in helpers
    if "to" in helpers:
        return _infinitive(sentence, lexicon, start, end, helpers, passive, negated)
    shall = helpers and not lexicon.of("future").isdisjoint(helpers)
    if shall or sentence.words[max(0, start - 1)].text.endswith(("'ll", "’ll")):
        return Verb(start, end, "future", passive, negated)
    if helpers and not lexicon.of("possible").isdisjoint(helpers):
        tense = "future" if helpers[-1] == "would" and _was_said(sentence, lexicon, start) else "modal"
        return Verb(start, end, tense, passive, negated)
    if form is FUTURE:
        return Verb(start, end, "future", False, negated)
    if form is BASE and lexicon.language == "fr":
        return Verb(start, end, "infinitive", False, negated, governor=_governor(sentence, lexicon, start))
    if form is ING:
        if progressive:
            return Verb(start, end, "perfect" if have else "progressive", False, negated, now)
        return _participle(sentence, clause, lexicon, start, end, negated)
    if form in (PAST, PARTICIPLE) and helpers:
        tense = "perfect" if have and now else "present" if now else "past"
        return Verb(start, end, tense, passive, negated, "being" in helpers and now)
    if form is PAST:
        return _bare_past(sentence, clause, lexicon, start, end, negated)
    if form is PARTICIPLE:
        if _shares_helper(sentence, lexicon, start):
            return Verb(start, end, "past", False, negated)
        return Verb(start, end, "reduced", True, negated)
    if helpers and not lexicon.of("do").isdisjoint(helpers):
        return Verb(start, end, "past" if "did" in helpers or "didnt" in helpers else "present", False, negated)
    return Verb(start, end, "present", False, negated)


def _was_said(sentence: Sentence, lexicon: Lexicon, verb: int) -> bool:
    """ "X said it would send troops": what was to come as it was said."""
    before = [i for i in range(verb - 1, max(-1, verb - 2 * _SAID_BEFORE), -1) if i not in sentence.dated]
    said = any(lexicon.has("says", sentence.keys[i]) for i in before[:_SAID_BEFORE])
    return said and "if" not in sentence.keys and not sentence.quoted[verb]


def _shares_helper(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a French participle goes on with the "avoir" of the verb before it: "ont pillé le marché et tué dix"."""
    if not lexicon.resumes or not (sentence.keys[index - 1] == "et" or "," in sentence.gap(index)):
        return False
    back = range(index - 1, max(0, index - _SHARED), -1)
    helper = next((i for i in back if sentence.keys[i] in lexicon.resumes and sentence.words[i].text != "à"), None)
    if helper is None or lexicon.has("be", sentence.keys[helper]) or sentence.keys[helper + 1] == "ete":
        return False
    if any(sentence.parted(i) for i in range(helper, index + 1)):
        return False
    following = sentence.keys[index + 1] if index + 1 < len(sentence.keys) else ""
    return lexicon.has("determiners", following) or following.isdecimal() or following in lexicon.numbers


def _helped(helpers: list[str], lexicon: Lexicon) -> tuple[bool, bool, bool]:
    """Whether among helpers is a form of "be", one of "have", and one of now but none of then."""
    be = not lexicon.of("be").isdisjoint(helpers) or "been" in helpers or "being" in helpers
    now = not lexicon.of("present").isdisjoint(helpers) and lexicon.of("past").isdisjoint(helpers)
    return be, not lexicon.of("have").isdisjoint(helpers), now


def _infinitive(
    sentence: Sentence, lexicon: Lexicon, start: int, end: int, helpers: list[str], passive: bool, negated: bool
) -> Verb:
    """A verb after "to": what governs it, or the future of "is to visit", or the past of "claimed to have attacked"."""
    governor = _governor(sentence, lexicon, start)
    to = helpers.index("to")
    if any(lexicon.has("have", h) for h in helpers[:to]):
        return Verb(start, end, "past", passive, negated, governor=governor)
    if to + 1 == len(helpers) and lexicon.has("managed", governor) and _is_perfect(sentence, lexicon, start):
        return Verb(start, end, "perfect", passive, negated, governor=governor)
    yet = any(w.key == "yet" for w in sentence.words[start : end - 1])
    if yet or sentence.words[max(0, start - 1)].key == "yet":
        return Verb(start, end, "infinitive", passive, True, governor="yet")  # "have yet to agree"
    if helpers[to + 1 : to + 2] and lexicon.has("have", helpers[to + 1]):
        return Verb(start, end, "past" if "had" in helpers[to + 1 :] else "modal", passive, negated)  # "had to leave"
    if helpers[to + 1 :] and helpers[-1] != "to":
        return Verb(start, end, "future", passive and helpers[0] != "to", negated)
    return Verb(start, end, "infinitive", passive, negated, governor=governor)


def _governor(sentence: Sentence, lexicon: Lexicon, start: int) -> str:
    """The word that an infinitive hangs on: the last before it that is no adverb."""
    french = lexicon.language == "fr"
    for index in range(start - 1, max(-1, start - (_GOVERNED if french else 4)), -1):
        key = sentence.keys[index]
        small = french and (key in _LINKS or index in sentence.dated)
        if not small and not lexicon.has("adverbs", key):
            return key
    return ""


def _is_perfect(sentence: Sentence, lexicon: Lexicon, start: int) -> bool:
    """ "has started to": a present form of "have" stands before the governor."""
    keys = [w.key for w in sentence.words[max(0, start - 3) : start]]
    return any(lexicon.has("have", k) and lexicon.has("present", k) for k in keys[:-1])


def _participle(
    sentence: Sentence, clause: Clause, lexicon: Lexicon, start: int, end: int, negated: bool
) -> Verb | None:
    """An -ing form without auxiliary: a consequence after a comma, else a noun."""
    if start == clause.start and clause.opener in (",", "and"):
        return Verb(start, end, "participle", False, negated)
    before = sentence.words[start - 1].key if start > clause.start else clause.opener
    if before in ("after", "before", "while", "and", "then"):
        return Verb(start, end, "participle", False, negated)
    return None


def _bare_past(sentence: Sentence, clause: Clause, lexicon: Lexicon, start: int, end: int, negated: bool) -> Verb:
    """A past without auxiliary: active, or a reduced passive ("hostages killed by")."""
    following = sentence.words[end].key if end < len(sentence.words) and end < clause.end else ""
    if following == "by" and not sentence.gap(end).strip():
        return Verb(start, end, "reduced", True, negated)
    stands_off = start == clause.start and clause.opener == "," and start and not sentence.gap(start).strip(", ")
    if stands_off and not _after_apposition(sentence, lexicon, start):
        return Verb(start, end, "reduced", following != "the", negated)
    return Verb(start, end, "past", False, negated)


def _after_apposition(sentence: Sentence, lexicon: Lexicon, verb: int) -> bool:
    """Whether only a name between commas parts a verb from its subject: "The envoy, Jane Roe, called for …"."""
    first = next((i for i in range(verb - 1, max(0, verb - _APPOSITION), -1) if "," in sentence.gap(i)), None)
    if first is None:
        return False
    opening = sentence.words[first]
    if not (opening.text[0].isupper() or opening.key in _APPOSED):
        return False
    return not any(is_finite(sentence, lexicon, i) for i in range(max(0, first - _APPOSITION), verb))


def narrates(sentence: Sentence, index: int, published: Interval | None) -> bool:
    """Whether a present tells what happened: on a day with its year, or a day named before it, that is not to come."""
    if not sentence.dates or sentence.quoted[index]:
        return False
    known, at = published.latest if published else None, sentence.words[index].start
    days = [d for d in sentence.dates if d.interval and (d.interval.days or 99) <= 7 and d.timex_type != "SET"]
    if any((known is None or d.interval.latest <= known) and _YEAR.search(d.text) for d in days):
        return True
    return any(d.end <= at and (known is None or d.interval.latest <= known) for d in days)


def bears_no_mark(sentence: Sentence, lexicon: Lexicon, form: Form, index: int) -> bool:
    """Whether a verb's bare form, with no helper before it, is a present: all that `verb_at` could say of it."""
    if not (form is THIRD or (form is BASE and lexicon.language == "en")):
        return False
    helped = not lexicon.helpers.isdisjoint(sentence.keys[max(0, index - _LOOK_BACK) : index])
    return not helped and not sentence.words[max(0, index - 1)].text.endswith(("'ll", "’ll"))
