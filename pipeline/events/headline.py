"""The words of an English headline: noun phrases as they stand, shortened where a phrase may end."""

from __future__ import annotations

from pipeline.events.happenings import Happening
from pipeline.events.reader import Reader
from pipeline.events.reading import after, chunk_at
from pipeline.syntax import Phrase, is_people
from pipeline.syntax.chunks import CC, COMMA, NP, VG

_LONGEST = 10  # words of a noun phrase
_LONGEST_TITLE = 12
_BEFORE_DATE = frozenset("on in around about during of between early late".split())
_LOOSE_ENDS = frozenset("on in at of the a an and by to for from with near between after as".split())
NOBODY = frozenset({"many", "most", "some", "others", "several", "both", "all"})  # nobody whom a title could name
_MOST_NAMES = 3  # names of a row that are all kept
_LEADS = ("DT", "PRP$", "PDT")
_KEPT_LEADS = frozenset("no all both another each every neither either".split())
_PLURAL = ("NNS", "NNPS")
_ARGUMENTS = frozenset("of on against by between with over among for".split())  # tie to a noun whom it is about
_COUNTING = frozenset("first second third fourth fifth last latest recent previous another several other such".split())
_MANY = frozenset("people police troops forces personnel dozens hundreds thousands scores".split())


def subject_words(happening: Happening, reader: Reader) -> tuple[str, bool] | None:
    """The doer by the words of its phrase, and whether it is several; None where no phrase names it."""
    phrase = happening.subject
    if phrase is None:
        return None
    text = phrase_words(happening, phrase, reader)
    text = "" if text.lower() in NOBODY else text
    return (text, _several(happening, phrase, reader) or plural_nation(happening, phrase, reader)) if text else None


def phrase_words(happening: Happening, phrase: Phrase, reader: Reader) -> str:
    """A noun phrase without its article, cut where one of its parts ends if it is long."""
    sentence, reading = happening.sentence, reader.reading(happening.sentence)
    first = phrase.start
    while first < phrase.heads[0] and reading.tags[first] in _LEADS and sentence.words[first].key not in _KEPT_LEADS:
        if reading.tags[first + 1] == "CD" and sentence.words[first].key == "a":
            break  # "a million people"
        first += 1
    while first and sentence.gaps[first] == "-":
        first -= 1  # "US-backed forces"
    return cut(happening, first, phrase.end, reader)


def cut(happening: Happening, first: int, last: int, reader: Reader) -> str:
    """Words [first, last) as they stand; of a long phrase as many of its parts as a headline bears."""
    sentence, reading = happening.sentence, reader.reading(happening.sentence)
    if last <= first:
        return ""
    ends = [c.end for c in reading.chunks if first < c.end <= last and c.end > c.start and _is_noun(reading, c)]
    until = max([e for e in ends if e - first <= _LONGEST] or ends[:1] or [last])
    listed = _names_kept(reading, first, last)
    until = listed if listed and listed <= until else until
    text = " ".join(sentence.text[sentence.words[first].start : sentence.words[until - 1].end].split())
    text += " and others" if until == listed else ""
    text += "." if text[-3:-1] in ("U.", "D.") else ""  # "U.S."
    opened, closed = text.count("“") + text.count('"') % 2, text.count("”")
    if opened != closed:
        text = text.replace("“", "").replace("”", "").replace('"', "")
    return _small(happening, first, text, reader).strip(" ,;:'\"’")


def _names_kept(reading, first: int, last: int) -> int | None:
    """Index after the second name of a long row of names, of which a headline has the first two."""
    row = []
    for chunk in [c for c in reading.chunks if first <= c.start and c.end <= last]:
        if chunk.kind is NP and reading.tags[chunk.head] == "NNP":
            row.append(chunk.end)
        elif chunk.kind not in (COMMA, CC):
            if len(row) > _MOST_NAMES:
                break
            row = []
    return row[1] if len(row) > _MOST_NAMES else None


def _is_noun(reading, chunk) -> bool:
    return reading.tags[chunk.head] in ("NN", "NNS", "NNP", "CD", "JJ") and not chunk.time


def clause_words(happening: Happening, first: int, last: int, reader: Reader) -> str:
    """A clause "that …" or "to …" as far as it makes sense by itself: up to a phrase after its verb; "" if too long."""
    sentence, reading = happening.sentence, reader.reading(happening.sentence)
    verb = next((c.end for c in reading.chunks if c.kind is VG and first <= c.head < last), None)
    if verb is None:
        return ""
    ends = [c.end for c in reading.chunks if verb <= c.end <= last and c.end > c.start and _closes(reading, c)]
    until = max([e for e in ends if e - first <= _LONGEST + 3], default=None)
    if until is None:
        return ""
    return " ".join(sentence.text[sentence.words[first].start : sentence.words[until - 1].end].split()).strip(" ,;:'\"")


def _compares(reading, index: int) -> bool:
    """ "more significant talks": the words that weigh one thing against another say nothing by themselves."""
    return reading.keys[index] in ("more", "most", "less") or (
        index > 0 and reading.keys[index - 1] in ("more", "most", "less") and reading.tags[index].startswith("JJ")
    )


def _closes(reading, chunk) -> bool:
    return (chunk.kind is VG and reading.tags[chunk.end - 1] != "TO") or _is_noun(reading, chunk)


def plural_nation(happening: Happening, phrase: Phrase, reader: Reader) -> bool:
    """ "the Soviets", "the Japanese": a people by its adjective."""
    reading, words = reader.reading(happening.sentence), happening.sentence.words
    text = words[phrase.heads[-1]].text
    led = reading.tags[phrase.start] == "DT" and phrase.heads[0] - phrase.start == 1
    return reading.tags[phrase.heads[-1]] == "NNP" and (
        (led and text.endswith(("s", "ese", "ish", "ench", "utch")) and not text.endswith("ss"))
        or text.endswith("ies")
        or (text.endswith("s") and text[-2:-1].isupper())
        or (text.endswith("s") and text[:-1].lower().endswith(("ist", "an", "er", "ian", "et")))
    )


def _several(happening: Happening, phrase: Phrase, reader: Reader) -> bool:
    if len(phrase.heads) > 1:
        return True
    head, reading = phrase.heads[0], reader.reading(happening.sentence)
    key = happening.sentence.words[head].key
    chunk = chunk_at(reading, head)
    many = chunk is not None and reading.tags[chunk.start] == "CD" and key not in ("one", "1") and chunk.start != head
    if reading.tags[head] == "NNP" and key.endswith("s") and reader.lexicon.has("hostile", key):
        return True  # a capital that only opens the text: "Rebels"
    return reading.tags[head] in _PLURAL or key in _MANY or many or (key.endswith("men") and is_people(key))


def _small(happening: Happening, first: int, text: str, reader: Reader) -> str:
    """A word that only opens a sentence, as it is written inside one."""
    sentence, lexicon = happening.sentence, reader.lexicon
    if first or not text or text[:2].isupper() or sentence.inside_name(0):
        return text
    tag = reader.reading(sentence).tags[0]
    key = sentence.words[0].key
    plain = lexicon.has("determiners", key) or lexicon.has("people", key) or lexicon.has("forces", key)
    return text[:1].lower() + text[1:] if plain or tag in ("NNS", "DT", "CD", "JJ", "VBN") else text


def noun_words(happening: Happening, reader: Reader) -> tuple[str, bool]:
    """An event's noun with what goes before and what hangs on it, and whether anything but small words does."""
    sentence, reading = happening.sentence, reader.reading(happening.sentence)
    chunk = chunk_at(reading, happening.end - 1)
    first = chunk.start if chunk else happening.start
    while first < happening.start and (
        reading.tags[first] in _LEADS
        or sentence.words[first].key in _COUNTING
        or sentence.words[first].key.endswith("ly")
        or _compares(reading, first)
    ):
        first += 1
    last, end = happening.end, happening.end
    while True:
        follows = after(reading, end)
        if follows is None or follows[0] not in _ARGUMENTS or sentence.gap(end).strip():
            break
        end = follows[1].end
        if end - first > _LONGEST and last > happening.end:
            break
        last = end
    text = cut(happening, first, last, reader)
    before = any(reading.tags[i] in ("NNP", "NN", "NNS", "JJ") for i in range(first, happening.start))
    return text[:1].upper() + text[1:], last > happening.end or before


def as_it_stands(happening: Happening) -> str:
    """The sentence's first words without its date, as many as a headline bears."""
    sentence, dated = happening.sentence, happening.sentence.dated
    kept = [
        index
        for index, key in enumerate(sentence.keys)
        if index not in dated and not (key in _BEFORE_DATE and index + 1 in dated)
    ][:_LONGEST_TITLE]
    while kept and sentence.keys[kept[-1]] in _LOOSE_ENDS:
        kept.pop()
    text = ""
    for before, index in zip([-1, *kept], kept, strict=False):
        text += (sentence.gap(index) if index == before + 1 else " ") + sentence.words[index].text
    text = " ".join(text.split()).strip(" ,;:.-–")
    return text[:1].upper() + text[1:]
