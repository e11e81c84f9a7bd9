"""Readings that numbers have by their shape: quantities, days, years, clock times, dates in figures, number words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.timex.symbols import Calendar
from pipeline.timex.tokens import Token

if TYPE_CHECKING:
    from pipeline.timex.lexicon import Lexicon

Readings = dict[str, list[tuple[object, int]]]
_QUOTES = frozenset("'")
_OPENERS = frozenset("([\"'“«-/")
_CURRENCY = frozenset("$€£¥#%+=@&*")
_SEPARATORS = frozenset("/.-")
SIGNS = frozenset("'/.,-:") | {"s"}  # what numbers have between their figures and after them
LONGEST_NUMBER = 12  # tokens
_OWNERS = frozenset("the its their his her our".split())
_UNITS = frozenset(("s", "t"))  # letters that may stand right behind a year
NOTED = _OWNERS | _UNITS  # words that figures beside them depend on, whatever the vocabulary
A_WORD, A_PLURAL = "\0", "\0\0\0\0s"  # stand in for all others


def of_number(tokens: list[Token], i: int, lexicon: Lexicon) -> Readings:
    """Readings of a token in figures, or of an apostrophe before two figures ('82)."""
    token = tokens[i]
    if token.word == "'":
        return _short_year(tokens, i)
    digits = token.word
    if not digits.isdigit():
        return _fraction(digits, i)
    if len(digits) > 8:
        return {}
    number = int(digits)
    found: Readings = {"NUM": [(float(number), i + 1)], "INT": [(number, i + 1)]}
    if part := _broken(tokens, i + 1):
        found["NUM"].append((number + part[0], part[1]))
    if 2 <= len(digits) <= 3 and digits[-1] == "0" and (tail := _glued(tokens, i + 1)) and tail.word == "s":
        found["INTS"] = [(f"{number // 10:03d}", i + 2)]
    if number % 10 == 0 and (20 <= number < 100 or (1000 < number < 2100 and len(digits) == 4)):
        found["DECADENUM"] = [(str(_near_century(number) if number < 100 else number)[:3], i + 1)]
    if len(digits) <= 2:
        _small(tokens, i, number, lexicon, found)
    elif len(digits) == 4:
        if number < 2400 and number % 100 < 60:
            found["HHMM"] = [(f"{digits[:2]}:{digits[2:]}", i + 1)]
        _year(tokens, i, number, lexicon, found)
    _dates(tokens, i, lexicon, found)
    _clock(tokens, i, number, found)
    return found


def _broken(tokens: list[Token], i: int) -> tuple[float, int] | None:
    """The fraction that follows a whole number, and where it ends: "2 1/2", "2-1/2"."""
    if i < len(tokens) and tokens[i].word == "-" and tokens[i].glued:
        i += 1
    if i + 2 >= len(tokens) or tokens[i].breaks or tokens[i + 1].word != "/" or not tokens[i + 1].glued:
        return None
    above, below = tokens[i].word, tokens[i + 2].word
    if len(above) > 1 or below not in ("2", "3", "4", "8") or not above.isdigit() or not 0 < int(above) < int(below):
        return None
    return int(above) / int(below), i + 3


def _fraction(digits: str, i: int) -> Readings:
    """ "1,200" and "30,4" and "2.5"."""
    head, _, tail = digits.partition(",") if "," in digits else digits.partition(".")
    if "," in digits and len(tail) >= 3 and len(head) <= 3:
        return {"NUM": [(float(digits.replace(",", "")), i + 1)]}
    if len(head) > 12 or len(tail) > 12:
        return {}
    found: Readings = {"NUM": [(float(f"{head}.{tail}"), i + 1)]}
    if len(head) <= 2 and len(tail) == 2 and int(head) < 24 and int(tail) < 60:
        found["DOTCLOCK"] = [(f"{int(head):02d}:{tail}", i + 1)]
    return found


def _short_year(tokens: list[Token], i: int) -> Readings:
    after = _glued(tokens, i + 1)
    if (
        not after
        or not after.word.isdigit()
        or len(after.word) != 2
        or (tokens[i].glued and i and tokens[i - 1].kind != "sign")
    ):
        return {}
    number = int(after.word)
    if (suffix := _glued(tokens, i + 2)) and suffix.word == "s":
        return {"DECADE": [(str(_near_century(number))[:3], i + 3)]} if number % 10 == 0 else {}
    return {"YY": [(_near_century(number), i + 2)]}


def _near_century(two_digits: int) -> int:
    """The year of two figures after an apostrophe: nobody writes '45 of one that is decades ahead."""
    return two_digits + (2000 if two_digits < 30 else 1900)


def century_of(two_digits: int) -> int:
    """The year that two figures stand for: '82 is 1982, '08 is 2008."""
    return two_digits + (2000 if two_digits < 50 else 1900)


def _glued(tokens: list[Token], i: int) -> Token | None:
    return tokens[i] if i < len(tokens) and tokens[i].glued else None


def _small(tokens: list[Token], i: int, number: int, lexicon: Lexicon, found: Readings) -> None:
    suffix = _glued(tokens, i + 1)
    if suffix and suffix.word in lexicon.suffixes:
        found["ORD"] = [(number, i + 2)]
        if 1 <= number <= 31:
            found["DAY"] = [(number, i + 2)]
        return
    if suffix and suffix.word == "s" and number % 10 == 0 and number >= 20:
        found["DECADE"] = [(str(_near_century(number))[:3], i + 2)]
    if 1 <= number <= 31:
        found["DAY"] = [(number, i + 1)]
    if 1 <= number <= 12:
        found["MONTHNUM"] = [(number, i + 1)]
    if number <= 24:
        found["HOUR"] = [(number, i + 1)]
    if number < 60 and len(tokens[i].word) == 2:
        found["MINUTE"] = [(number, i + 1)]
    if len(tokens[i].word) == 2:
        found["TAILYEAR"] = [(number, i + 1)]


def _year(tokens: list[Token], i: int, number: int, lexicon: Lexicon, found: Readings) -> None:
    if not 1000 <= number <= 2199:
        return
    suffix = _glued(tokens, i + 1)
    if number % 10 == 0 and suffix and suffix.word in ("s", "'"):
        stop = i + 2 if suffix.word == "s" else i + 3
        if suffix.word == "s" or ((last := _glued(tokens, i + 2)) and last.word == "s" and number < 2000):
            found["DECADE"] = [(str(number)[:3], stop)]
            if suffix.word == "s":
                return
    if _in_figures(tokens, i):
        return
    found["YEAR"] = [(number, i + 1)]
    if _stands_alone(tokens, i, number, lexicon):
        found["LONEYEAR"] = [(number, i + 1)]


def _in_figures(tokens: list[Token], i: int) -> bool:
    """Whether the number is a part of a longer one, a price or a code."""
    before = tokens[i - 1] if i and tokens[i].glued else None
    after = _glued(tokens, i + 1)
    if before and (before.word in _CURRENCY or (before.word in ".,:" and i > 1 and tokens[i - 2].kind == "number")):
        return True
    if before and before.kind == "word":
        return True
    if (
        before
        and before.word in _SEPARATORS
        and i > 1
        and tokens[i - 2].kind == "number"
        and len(tokens[i - 2].word) != 4
    ):
        return True
    return bool(after and (after.word in "%°" or (after.kind == "word" and after.word not in _UNITS)))


def _stands_alone(tokens: list[Token], i: int, number: int, lexicon: Lexicon) -> bool:
    """Whether a bare four-digit number is a year: by the word before it, and by what it might count after it."""
    before = tokens[i - 1] if i and not tokens[i].breaks else None
    after = tokens[i + 1] if i + 1 < len(tokens) and not tokens[i + 1].breaks else None
    if before and tokens[i].glued and before.kind == "sign" and before.word not in _OPENERS:
        return False
    if after and after.word in _CURRENCY:
        return False
    if after and after.kind == "word" and (after.word in lexicon.counted or after.word in lexicon.multipliers):
        return False
    plural = bool(after and counts(after, lexicon))
    if before and before.word in lexicon.before_year:
        return not plural or (1900 <= number <= 2050 and before.word not in lexicon.joiner)
    if before and before.word in lexicon.before_quantity:
        return bool(after and after.word in lexicon.of_year and 1900 <= number <= 2050)  # "had 1988 sales"
    if not 1800 <= number <= 2059:
        return False
    return not plural or bool(before and before.word in _OWNERS)


def counts(after: Token, lexicon: Lexicon) -> bool:
    """Whether the word after a number looks like the thing it counts: a plural."""
    if after.word in lexicon.of_year:
        return False
    plural = after.kind == "word" and not after.capital and is_plural(after.word)
    return plural or after.word in lexicon.counted


def is_plural(word: str) -> bool:
    """Whether a word ends as plurals do."""
    return word.endswith("s") and len(word) > 4


def _dates(tokens: list[Token], i: int, lexicon: Lexicon, found: Readings) -> None:
    """Dates in figures, all glued: 2012-10-30, 30/10/2012, 10.30.12, 20121030."""
    digits = tokens[i].word
    if (
        len(digits) == 8
        and digits[:2] in ("19", "20")
        and (day := _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    ):
        found["NUMERIC"] = [(day, i + 1)]
        return
    if (
        tokens[i].glued
        and i
        and (tokens[i - 1].word in _SEPARATORS or tokens[i - 1].word == ":")
        and i > 1
        and tokens[i - 2].kind == "number"
    ):
        return
    parts = _figures(tokens, i)
    if len(parts) == 3 and (day := _from_figures(parts, lexicon.month_first)):
        found["NUMERIC"] = [(day, i + 5)]
    elif len(parts) == 2 and tokens[i + 1].word == "/" and (day := _month_and_day(parts, lexicon.month_first)):
        found["DAYMONTH"] = [(day, i + 3)]
    if (
        len(parts) == 2
        and len(parts[0]) == 4
        and len(parts[1]) == 2
        and tokens[i + 1].word == "-"
        and 1 <= int(parts[1]) <= 12
    ):
        found["YEARMONTH"] = [(Calendar(year=int(parts[0]), month=int(parts[1])), i + 3)]


def _figures(tokens: list[Token], i: int) -> list[str]:
    """Up to three numbers joined by one and the same separator; empty where a fourth follows."""
    parts = [tokens[i].word]
    j, sign = i, None
    while (
        len(parts) < 4
        and (mark := _glued(tokens, j + 1))
        and mark.word in _SEPARATORS
        and mark.word == (sign or mark.word)
    ):
        number = _glued(tokens, j + 2)
        if not number or not number.word.isdigit():
            break
        sign, j = mark.word, j + 2
        parts.append(number.word)
    return parts if len(parts) < 4 else []


def _from_figures(parts: list[str], month_first: bool) -> Calendar | None:
    a, b, c = (int(p) if len(p) < 5 else 0 for p in parts)
    if len(parts[0]) == 4:
        return _day(a, b, c)
    if len(parts[2]) not in (2, 4) or len(parts[0]) > 2 or len(parts[1]) > 2:
        return None
    year = c if len(parts[2]) == 4 else century_of(c)
    month, day = (a, b) if month_first else (b, a)
    return _day(year, month, day) or _day(year, day, month)


def _month_and_day(parts: list[str], month_first: bool) -> Calendar | None:
    if any(len(p) > 2 for p in parts):
        return None
    a, b = map(int, parts)
    month, day = (a, b) if month_first else (b, a)
    found = _day(2000, month, day) or _day(2000, day, month)
    return Calendar(month=found.month, day=found.day) if found else None


def _day(year: int, month: int, day: int) -> Calendar | None:
    good = 1000 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31
    return Calendar(year=year, month=month, day=day) if good else None


def _clock(tokens: list[Token], i: int, hour: int, found: Readings) -> None:
    """8:30, 08:30:15."""
    colon, minute = _glued(tokens, i + 1), _glued(tokens, i + 2)
    if hour > 24 or not colon or colon.word != ":" or not minute or not minute.word.isdigit() or len(minute.word) != 2:
        return
    if int(minute.word) > 59:
        return
    text, end = f"{hour:02d}:{minute.word}", i + 3
    colon, second = _glued(tokens, end), _glued(tokens, end + 1)
    if (
        colon
        and colon.word == ":"
        and second
        and second.word.isdigit()
        and len(second.word) == 2
        and int(second.word) < 60
    ):
        text, end = f"{text}:{second.word}", end + 2
    found["CLOCK"] = [(text, end)]


def of_words(tokens: list[Token], i: int, lexicon: Lexicon) -> Readings:
    """The longest number that words spell from a token on: "two hundred and five", "twenty-first"."""
    total = current = 0.0
    j, end, seen = i, i, False
    while j < len(tokens) and j < i + LONGEST_NUMBER and not (j > i and tokens[j].breaks):
        word = tokens[j].word
        if seen and word[:1] in lexicon.joiner and word[1:] in lexicon.numbers:
            word = word[1:]  # the joiner written as one with the number
            current += lexicon.numbers[word] if current < 20 and lexicon.numbers[word] >= 20 else 0
        elif word in lexicon.numbers and (not seen or _adds(current, lexicon.numbers[word])):
            current += lexicon.numbers[word]
        elif word in lexicon.multipliers:
            scale = lexicon.multipliers[word]
            total, current = (total + max(1, current) * scale, 0.0) if scale > 999 else (total, max(1, current) * scale)
        elif word in lexicon.ordinals and (not seen or _adds(current, lexicon.ordinals[word])):
            return {"ORD": [(int(total + current + lexicon.ordinals[word]), j + 1)]}
        elif (
            seen
            and (word == "-" or word in lexicon.joiner)
            and j + 1 < len(tokens)
            and _goes_on(tokens[j + 1], current, lexicon)
        ):
            j += 1
            continue
        else:
            break
        seen, j = True, j + 1
        end = j
    if not seen:
        return {}
    value = total + current
    found: Readings = {"NUM": [(value, end)]}
    if value == int(value):
        found["INT"] = [(int(value), end)]
        if 1 <= value <= 31:
            found["DAYWORD"] = [(int(value), end)]
        if value <= 24:
            found["HOURWORD"] = [(int(value), end)]
        if year := _spelled_year(tokens, int(value), end, lexicon):
            found["YEAR"] = found["LONEYEAR"] = [year]
        elif 2000 <= value < 2040 and tokens[i].word not in lexicon.multipliers:
            found["YEAR"] = [(int(value), end)]
    return found


def _spelled_year(tokens: list[Token], century: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "nineteen ninety-one", after the century has been read."""
    if not 15 <= century <= 20 or end >= len(tokens) or tokens[end].breaks:
        return None
    tail = lexicon.numbers.get(tokens[end].word, 0)
    if not 10 <= tail <= 90:
        return None
    year, end = 100 * century + int(tail), end + 1
    if tail >= 20 and end < len(tokens) and not tokens[end].breaks:
        at = end + 1 if tokens[end].word == "-" and end + 1 < len(tokens) else end
        unit = lexicon.numbers.get(tokens[at].word, 0)
        if 1 <= unit <= 9:
            return year + int(unit), at + 1
    return year, end


def _adds(current: float, value: float) -> bool:
    """Whether a number word may follow what has been read: units after tens, anything below after hundreds."""
    tail = current % 100
    if tail == 10:  # "dix-neuf"; no language says "ten nine" for two numbers
        return value in (7, 8, 9)
    if current and tail == 0:
        return value < 100
    return tail >= 20 and tail % 10 == 0 and (value < 10 or (tail in (60, 80) and value < 20))


def _goes_on(token: Token, current: float, lexicon: Lexicon) -> bool:
    value = lexicon.numbers.get(token.word, lexicon.ordinals.get(token.word))
    return value is not None and not token.breaks and _adds(current, value)
