"""Titles in the text's own words, for languages whose grammar no title is made by."""

from __future__ import annotations

import re

from pipeline.events.happenings import Happening
from pipeline.events.lexicon import Lexicon
from pipeline.events.phrases import object_end
from pipeline.events.reader import Reader
from pipeline.events.sentences import Sentence
from pipeline.groups.text import fold

_LONGEST_SENTENCE = 20  # words of a title
_LONGEST_SUBJECT = 20
_LONGEST_NOUN = 12
_GO_ON = frozenset("de du d des par un une le la les l".split())  # after a date: the object goes on
_SMALL = frozenset(
    "le la les l un une et ou de du des d à a au aux dans sur contre par pour en vers que qui ce cet cette ces son sa"
    " ses leur leurs plus afin avec près lors dont où avant après depuis entre quelque environ".split()
)
_LEFT_OVER = re.compile(r"\b(?:dans|en|à|au|le|la) +(?=(?:dans|en|à|au|par|sur) )")  # where a date stood
_BEFORE_DATE = re.compile(
    r"(?:^|(?<=[\s,]))(?:aux (?:environs|alentours) de|au cours|dans|en|à|au|dès|vers|depuis|ce|,)\s*$"
)
_WHICH = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})
_LED, _GOVERNS, _JOINS = 5, 5, 8  # words: "au cours de laquelle"; "doit encore se"; back to the verb before "et"
_OBJECTS = frozenset("l le la les lui leur en y".split())
_CLITICS = _OBJECTS | {"et"}
_HANGING = ("attribué", "revendiqué", "mené")
_INFINITIVES = frozenset({"avoir", "etre"})  # "soupçonnés d'avoir préparé un coup"
_OF = frozenset("de du des d".split())
_WHERE = frozenset("a au aux en dans".split())
_ARTICLES = frozenset("le la les l un une des ce cette ces son sa ses leur leurs".split())
_SAID = ("says", "have")
_BEFORE_VERB = frozenset("se s ne n y en".split())
_ENDS = frozenset("dans en lors apres avant pendant lorsque qui que dont ou depuis".split())


def own_words(happening: Happening, reader: Reader, who: str) -> str:
    """Subject, verb and object as they stand, dates left out; "" where they do not make a headline by themselves.

    `who` stands in for a pronoun, "" where no name does.
    """
    verb, sentence = happening.verb, happening.sentence
    if verb is None or happening.trigger.is_noun:
        return _noun_words(happening, reader.lexicon)
    if verb.tense in ("participle", "reduced"):
        return ""
    last = _last(happening, reader.lexicon)
    begins = verb.start if verb.tense != "infinitive" else _governor(happening, reader.lexicon)
    if begins is None:
        return ""
    while begins and sentence.keys[begins - 1] in _BEFORE_VERB:
        begins -= 1
    if sentence.keys[begins] == "avoir":  # "ont annoncé avoir pris"
        lexicon = reader.lexicon
        while begins and (
            _dated(sentence, begins - 1) or any(lexicon.has(k, sentence.keys[begins - 1]) for k in _SAID)
        ):
            begins -= 1
    if joined := _joined(happening, begins, last, reader.lexicon):
        return joined
    first, after = _subject(sentence, begins, reader.lexicon, _resumed(happening, begins, reader.lexicon))
    silent = first >= after or reader.lexicon.has("pronouns", sentence.keys[first])
    if silent and verb.passive and begins == happening.clause.start:
        return _inverted(happening, begins)
    who = who or (_generic(happening, sentence.keys[first], reader) if silent and first < after else "")
    if silent and (not who or verb.passive):
        return ""
    said = _undated(sentence, begins, last)
    return _title([who, *said] if silent else [*_undated(sentence, first, after), *said])


def _governor(happening: Happening, lexicon: Lexicon) -> int | None:
    """Where the finite verb stands that an infinitive hangs on: "devrait se réunir", "doit envoyer"."""
    sentence, verb = happening.sentence, happening.verb
    back = range(verb.start - 1, max(happening.clause.start - 1, verb.start - _GOVERNS), -1)
    at = next((i for i in back if sentence.keys[i] == verb.governor), None)
    return (
        at if at is not None and lexicon.has("plans", verb.governor) and lexicon.has("finite", verb.governor) else None
    )


def _joined(happening: Happening, begins: int, last: int, lexicon: Lexicon) -> str:
    """ "Ils ont pris le camp et pillé la ville": the second verb with the subject, and the auxiliary, of the first."""
    sentence, clause = happening.sentence, happening.clause
    between = range(clause.start, begins)
    own = [i for i in between if sentence.keys[i] not in _CLITICS and not lexicon.has("adverbs", sentence.keys[i])]
    if clause.opener != "and" or own or not clause.start:
        return ""
    begins = next((i for i in between if sentence.keys[i] in _OBJECTS), begins)  # "et l'ont exécuté"
    hard = next((i for i in range(clause.start, 0, -1) if sentence.parted(i)), 0)
    helper = next((i for i in range(hard, clause.start) if _is_helper(sentence, i, lexicon)), None)
    if helper is None:
        return ""
    shared = [] if sentence.keys[happening.verb.start] in lexicon.resumes else [sentence.words[helper].text]
    begins_first = helper
    while begins_first > hard and sentence.keys[begins_first - 1] in _BEFORE_VERB:
        begins_first -= 1
    first, after = _subject(sentence, begins_first, lexicon, None)
    if first >= after or lexicon.has("pronouns", sentence.keys[first]):
        return ""
    return _title([*_undated(sentence, first, after), *shared, *_undated(sentence, begins, last)])


def _is_helper(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    return sentence.keys[index] in lexicon.resumes and sentence.words[index].text not in ("à", "A", "À")


def _generic(happening: Happening, pronoun: str, reader: Reader) -> str:
    """Whom a pronoun stands for with an article: "le gouverneur" of "il", where only a word says who."""
    if not happening.doers or happening.doers[0].ids:
        return ""
    text = happening.doers[0].text
    article = {"il": "le", "elle": "la", "ils": "les", "elles": "les"}.get(pronoun)
    if article is None or text[:1].isupper():
        return ""
    elided = article in ("le", "la") and fold(text[:1]) in "aeiouh"
    return f"l’{text}" if elided else f"{article} {text}"


def _inverted(happening: Happening, begins: int) -> str:
    """ "Ont été libérés mercredi les deux otages": the subject, which stands behind, before its verb."""
    sentence, (first, after) = happening.sentence, happening.object or (0, 0)
    if first >= after or sentence.keys[first] not in _ARTICLES:
        return ""
    said = _undated(sentence, begins, happening.end)
    return _title([*_undated(sentence, first, after), said[0].lower(), *said[1:]])


def _resumed(happening: Happening, begins: int, lexicon: Lexicon) -> int | None:
    """Where the relative clause opens after which a main clause goes on with its verb; None where it doesn't."""
    if not begins or happening.clause.start != begins or happening.sentence.keys[begins] not in lexicon.resumes:
        return None
    before = range(begins - 1, 0, -1)
    return next((i for i in before if lexicon.has("relative", happening.sentence.keys[i])), None)


def _subject(sentence: Sentence, verb: int, lexicon: Lexicon, resumed: int | None) -> tuple[int, int]:
    """Words [first, after) of the noun phrase that a verb belongs to: that before a "qui", or before two commas."""
    after = verb
    if verb and lexicon.has("pronouns", sentence.keys[verb - 1]):
        return verb - 1, verb  # "où il doit rencontrer"
    if resumed is not None:
        after = resumed
    elif after and lexicon.has("relative", sentence.keys[after - 1]):
        after -= 1
    elif "," in sentence.gap(verb):
        opening = next((i for i in range(verb - 1, 0, -1) if "," in sentence.gap(i)), None)
        after = opening if opening is not None and not _dated(sentence, opening - 1) else verb
    first = after
    while first and after - first < _LONGEST_SUBJECT and not _begins(sentence, first, after, lexicon):
        first -= 1
    led = lexicon.of("clause", "relative")
    opens = [i for i in range(first, min(after, first + _LED)) if sentence.keys[i] in _WHICH]
    first = opens[-1] + 1 if opens else first  # "au cours de laquelle"
    while first < after and (sentence.keys[first] in led or _dated(sentence, first)):
        first += 1
    return first, after


def _begins(sentence: Sentence, first: int, after: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase that ends at `after` begins at a word."""
    if first == after:
        return False
    gap, key = sentence.gap(first), sentence.keys[first - 1]
    if (gap != "." and any(mark in gap for mark in '.;:()"«»“”—')) or _dated(sentence, first - 1):
        return True
    if lexicon.has("determiners", sentence.keys[first]) and _ends_place(sentence, first):
        return True  # "a reçu à Niamey une délégation …"
    new = key == "et" and lexicon.has("determiners", sentence.keys[first])
    if new and any(_is_helper(sentence, i, lexicon) for i in range(max(0, first - _JOINS), first - 1)):
        return True  # "des bases ont été prises et un stock saisi"
    if "," in gap:
        listed = sentence.keys[first] in _OF and "et" in sentence.keys[first:after]
        return not listed  # "les ministres du Mali, du Niger et du Tchad"
    helper = lexicon.has("be", key) or (lexicon.has("have", key) and key != "a")
    helper = (helper and key not in _INFINITIVES) or lexicon.has("says", key)
    return helper or key in ("que", "alors", "apres", "mais")


def _ends_place(sentence: Sentence, index: int) -> bool:
    """Whether the name of a town ends right before a word."""
    end = sentence.words[index - 1].end
    before = (sentence.keys[sentence.word_at(p.start) - 1] for p in sentence.places if p.end == end)
    return any(key in _WHERE for key in before)


def _last(happening: Happening, lexicon: Lexicon) -> int:
    """Index after the object, across a date in its midst."""
    sentence, clause = happening.sentence, happening.clause
    last = max(happening.end, object_end(sentence, clause, lexicon, happening.end))
    what = happening.object
    if what and not happening.verb.passive and what[0] >= last and what[1] > what[0]:
        return what[1]  # "ont arrêté à Batna deux hommes"
    while last < clause.end and _dated(sentence, last):
        last += 1
    if sentence.keys[min(last, clause.end - 1)] in _GO_ON:
        last = object_end(sentence, clause, lexicon, last + 1)
    elif last < clause.end and last - 1 >= happening.end and _dated(sentence, last - 1):
        last = object_end(sentence, clause, lexicon, last)
    return last


def _noun_words(happening: Happening, lexicon: Lexicon) -> str:
    """An event's noun with what hangs on it, and the verb that says what came of it: "attentat … a fait six morts"."""
    sentence, clause = happening.sentence, happening.clause
    end = _noun_end(happening, lexicon)
    told = end + 1 if sentence.keys[end : end + 1] == ("qui",) else end
    came = lexicon.happen.longest(sentence.keys[told : told + 3], 0) if told < len(sentence.keys) else None
    if came:
        first = came[0] + told
        while first < len(sentence.keys) and _dated(sentence, first):
            first += 1
        result = object_end(sentence, clause, lexicon, first) if first < clause.end else first
        if sentence.keys[result - 1] == "vie" and result < clause.end:
            result = object_end(sentence, clause, lexicon, result + 1)  # "a coûté la vie à douze policiers"
        before = sentence.keys[happening.start - 1] if happening.start else ""
        led = happening.start - (before in _ARTICLES or before in lexicon.numbers)
        return _title([*_undated(sentence, led, end), *_undated(sentence, told, result)])
    words = _undated(sentence, happening.start, end)
    return _title(words) if len(words) > 1 else ""


def _noun_end(happening: Happening, lexicon: Lexicon) -> int:
    sentence, clause, end = happening.sentence, happening.clause, happening.end
    if end < clause.end and sentence.keys[end] in _ARTICLES - _OF:
        return end  # "par référendum la nouvelle Constitution"
    while end < min(clause.end, happening.end + _LONGEST_NOUN) and not _stops(sentence, end, lexicon):
        end += 1
    while end > happening.end and sentence.keys[end - 1] in _SMALL:
        end -= 1
    return end


def _stops(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """Whether a noun phrase ends before a word."""
    key = sentence.keys[index]
    if sentence.gap(index).strip(" '’-") or _dated(sentence, index):
        return True
    if sentence.inside_name(index):
        return False
    verbal = (
        any(lexicon.has(kind, key) for kind in ("future", "possible", "plans"))
        or lexicon.has("be", key)
        or (lexicon.has("have", key) and key != "a")
        or key == "se"
        or key == "s"
    )
    return (
        verbal
        or key in _ENDS
        or _is_a_verb(sentence, index)
        or (key in ("a", "au", "aux") and _place_at(sentence, index))
    )


def _is_a_verb(sentence: Sentence, index: int) -> bool:
    """Whether "a" is the verb and not "à"."""
    return sentence.words[index].text == "a"


def _place_at(sentence: Sentence, index: int) -> bool:
    """Whether a place follows "à", "au" or "aux"."""
    following = sentence.words[index + 1 : index + 2]
    return bool(following) and any(p.start <= following[0].start < p.end for p in sentence.places)


def _dated(sentence: Sentence, index: int) -> bool:
    return index in sentence.dated


def _undated(sentence: Sentence, first: int, last: int) -> list[str]:
    """Words [first, last) as they stand, without dates."""
    if first >= last:
        return []
    low, high = sentence.words[first].start, sentence.words[last - 1].end
    text, at = "", low
    for date in [d for d in sentence.dates if low <= d.start < high and d.timex_type in ("DATE", "TIME")]:
        text, at = _BEFORE_DATE.sub("", text + sentence.text[at : date.start]), max(at, date.end)
    text += sentence.text[at : max(at, high)]
    return _LEFT_OVER.sub("", text).replace(" ,", ",").split()


def _title(kept: list[str]) -> str:
    while kept and (kept[-1].lower().rstrip("'’,") in _SMALL or kept[-1].startswith(_HANGING)):
        kept.pop()
    text = " ".join(kept).strip(" ,;:'\"«»“”")
    return text if 1 < len(kept) <= _LONGEST_SENTENCE else ""
