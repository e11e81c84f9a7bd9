"""EDTF dates as people write them, in each language that has a file of wording."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.edtf import wording as wordings
from pipeline.edtf.notation import ATOM, OPEN, TRIM, parse
from pipeline.edtf.wording import Wording

_BCE = re.compile(r"-(?=\d{4})(?<![\dX]-)(\d{4})")
_LEAP = "0004"  # a year that has every day of any year
_SEASONS = ("spring", "summer", "autumn", "winter")
_THIRDS = ("early", "mid", "late")
_HALVES = ("first_half", "second_half")


@lru_cache(maxsize=8192)
def say(edtf: str, language: str = "en") -> str:
    """A date as people write it: "16 Sep 2010", "early 2012", "about 30 Oct 2012", "by 7 Nov 2012", "4–15 Nov 2012";
    in French "d'ici au 7 nov. 2012".

    `language` is one of `languages()`. ValueError where the string is not EDTF, or the language is not spoken.
    """
    words = wordings.load(language)
    text = edtf.strip()
    parse(_BCE.sub(_LEAP, text))
    if text[:1] in "[{":
        return _set(text[1:-1].split(","), words)
    if "/" not in text:
        return _qualified(text, words)
    start, end = text.split("/")
    if start in ("", OPEN):
        return _with("by", end, words)
    if end in ("", OPEN):
        return _with("after", start, words)
    return _between(start, end, words)


def _between(start: str, end: str, words: Wording) -> str:
    a, b = TRIM.sub("", start), TRIM.sub("", end)
    if third := _third(a, b, words):
        return third
    said, kind = _range(a, b, words), _kind(a)
    if any("~" in e or "%" in e for e in (start, end)):
        said = words.with_preposition("about", said, kind)
    return words.forms["uncertain"].format(said) if end[-1] in "?%" else said


def _with(preposition: str, text: str, words: Wording) -> str:
    return words.with_preposition(preposition, _bare(text, words), _kind(text))


def _qualified(text: str, words: Wording) -> str:
    said = _with("about", text, words) if text[-1] in "~%" else _bare(text, words)
    return words.forms["uncertain"].format(said) if text[-1] in "?%" else said


def _fields(text: str) -> tuple[str, str | None, str | None]:
    """Year, month and day as written, qualifiers left out."""
    return ATOM.match(TRIM.sub("", text.strip())).groups()


def _kind(text: str) -> str:
    """The sort of date: what decides on the article before it."""
    year, month, day = _fields(text)
    if month is None:
        return {3: "millennium", 2: "century", 1: "decade"}.get(year.count("X"), "year")
    if month.isdigit() and int(month) > 12:
        return _part_kind(int(month))
    return "day" if day and "X" not in day else "month"


def _part_kind(code: int) -> str:
    if code <= 32:
        return _SEASONS[(code - 21) % 4]
    if code <= 36:
        return "quarter"
    return _THIRDS[code - 37] if code <= 39 else _HALVES[code - 40]


def _bare(text: str, words: Wording) -> str:
    """One date without qualifiers, in words."""
    year, month, day = _fields(text)
    shown = "" if year == "XXXX" else _year(year, words)
    if month is None:
        return shown
    if month.isdigit() and int(month) > 12:
        return _part(int(month), shown, words)
    name = "" if "X" in month else words.months[int(month) - 1]
    number = "" if not day or "X" in day else _number(int(day), words)
    said = words.forms["day"].format(number=number, month=name, year=shown)
    return " ".join(said.split()) or words.forms["unknown"]


def _number(day: int, words: Wording) -> str:
    return words.forms.get("first_day", "1") if day == 1 else str(day)


def _year(year: str, words: Wording) -> str:
    if year[0] == "-":  # EDTF counts a year 0, which is 1 BC
        return words.forms["bce"].format(int(year[1:]) + 1)
    if year.endswith("XX"):
        kind = "century" if year[1] != "X" else "millennium"
        number = int(year.rstrip("X")) + 1
        return words.parts[kind].format(number=number, ordinal=words.ordinal_of(number))
    if year.endswith("X"):
        return words.parts["decade"].format(year=year[:3] + "0")
    return str(int(year))


def _part(code: int, year: str, words: Wording) -> str:
    number = code - 32
    said = words.parts[_part_kind(code)].format(number=number, ordinal=words.ordinal_of(number), year=year)
    return said.strip(" -")


def _third(start: str, end: str, words: Wording) -> str | None:
    """ "early 2012" for its first four months, "late Oct 2012" for the month's last ten days, None otherwise."""
    if len(start) == 7 and len(end) == 7 and start[:4] == end[:4]:
        third = {("01", "04"): 0, ("05", "08"): 1, ("09", "12"): 2}.get((start[5:], end[5:]))
        stem = _year(start[:4], words)
    elif len(start) == 10 and len(end) == 10 and start[:7] == end[:7]:
        last = "20" if end[8:] == "20" else "end" if int(end[8:]) >= 28 else end[8:]
        third = {("01", "10"): 0, ("11", "20"): 1, ("21", "end"): 2}.get((start[8:], last))
        stem = _bare(start[:7], words)
    else:
        return None
    return None if third is None else words.parts[_THIRDS[third]].format(year=stem)


def _range(start: str, end: str, words: Wording) -> str:
    a, b = _bare(start, words), _bare(end, words)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return f"{_number(int(start[8:]), words)}–{b}"
    if len(start) == len(end) and len(start) > 4 and start[0] != "-" and start[:4] == end[:4]:
        gap = " – " if len(start) == 10 else "–"
        return a.removesuffix(" " + _year(start[:4], words)) + gap + b
    return f"{a}–{b}" if len(a) == len(b) == 4 else f"{a} – {b}"


def _set(members: list[str], words: Wording) -> str:
    dates = [m.strip() for m in members]
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in dates) and len({d[:7] for d in dates}) == 1:
        said = [_number(int(d[8:]), words) for d in dates[:-1]] + [_bare(dates[-1], words)]
    else:
        said = [_member(d, words) for d in dates]
    return f"{', '.join(said[:-1])} {words.forms['or']} {said[-1]}" if len(said) > 1 else said[0]


def _member(text: str, words: Wording) -> str:
    if OPEN not in text:
        return _bare(text, words)
    first, _, last = text.partition(OPEN)
    if not first or not last:
        return _with("by" if not first else "after", first or last, words)
    return f"{_bare(first, words)} – {_bare(last, words)}"
