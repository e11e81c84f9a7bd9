"""Finding temporal expressions: one walk over the words that could be part of one, the longest reading from each word
on, none overlapping."""

from __future__ import annotations

from collections import defaultdict
from itertools import compress

from pipeline.timex import lexicon as lexicons
from pipeline.timex.builders import BUILDERS, Built, Nothing, Pair
from pipeline.timex.chart import Chart, Match
from pipeline.timex.context import Context
from pipeline.timex.lexicon import Lexicon, Part
from pipeline.timex.symbols import Expression, Nth
from pipeline.timex.tokens import Words

TOP = "TIMEX"
AROUND = 2  # words before and after a run that a reading may look at
KEPT_LETTERS, KEPT_RUNS = 120, 20_000  # of what runs were found to say
_FIGURES, _LINKS = Part.FIGURES, Part.LINKS
AHEAD = "ahead"  # "soon" names the future only where the clause looks ahead
OFTEN = "frequency"  # "the Algerian daily El Khabar" is a newspaper
Found = tuple[int, int, Built, str | None]  # tokens [first, end), what they say, role in a range


def find(text: str, language: str) -> tuple[Expression, ...]:
    """All temporal expressions of a text, in order, none overlapping another, in time linear in its length.

    `language` is an ISO 639-1 code; one without a vocabulary file is read by `leaf` as far as dates in figures and
    month names go.
    """
    if language not in lexicons.languages():
        from pipeline.timex.leaf import find_dates

        return find_dates(text, language)
    words, lexicon = Words(text), lexicons.load(language)
    found = [one for run in _runs(words, lexicon) for one in _found_in(run, words, lexicon)]
    return _expressions(words, found, Context(words, lexicon))


def _runs(words: Words, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The stretches [first, end) of words that could hold an expression: all of their words have a part in the grammar,
    and one at least has a weight in it. No pattern reaches beyond them."""
    word, parts, breaks = words.looked_up, lexicon.parts, words.breaks
    runs, end, size = [], 0, len(word)
    for i in compress(range(size), map(lexicon.means.__getitem__, word)):
        if i < end:
            continue
        first, floor = i, end
        while first > floor and first not in breaks and parts[word[first - 1]]:
            first -= 1
        end = i + 1
        while end < size and parts[word[end]] and end not in breaks:
            end += 1
        runs.append(_trimmed(first, end, i, words, lexicon))
    return runs


def _trimmed(first: int, end: int, core: int, words: Words, lexicon: Lexicon) -> tuple[int, int]:
    """A run without the words at its ends with which no pattern begins or ends, so that more runs are alike; `core` is
    a word that means something."""
    word, parts, links = words.looked_up, lexicon.parts, _LINKS
    while first < core and word[first] not in lexicon.openers and parts[word[first]] is links:
        first += 1
    while end > core + 1 and parts[word[end - 1]] is links and word[end - 1] not in lexicon.closers:
        end -= 1
    return first, end


def _found_in(run: tuple[int, int], words: Words, lexicon: Lexicon) -> list[Found]:
    """What a run of words holds. News says the same few things over and over, so what a run was found to say is kept:
    it depends on its letters alone, and where it has figures on what sort of words stand just around it."""
    first, end = run
    letters = words.text[words.starts[first] : words.end(end - 1)]
    looks = lexicon.looks.get(letters)
    back, ahead = looks if looks is not None else _looks_around(words.looked_up[first:end], lexicon)
    before = words.beside(max(0, first - AROUND), first, lexicon.beside) if back else ()
    after = words.beside(end, min(len(words), end + AROUND), lexicon.beside) if ahead else ()
    key = (letters, before, after, words.is_glued(first), first in words.breaks, words.wrapped)
    known, begin = lexicon.read.get(key), first - len(before)
    if known is None:
        known = _walk(Chart([*before, *words.tokens(first, end), *after], lexicon), len(before), end - begin)
        if len(letters) <= KEPT_LETTERS:
            if len(lexicon.read) >= KEPT_RUNS:
                lexicon.read.clear()
                lexicon.looks.clear()
            lexicon.read[key], lexicon.looks[letters] = known, (back, ahead)
    return [(begin + a, begin + b, built, role) for a, b, built, role in known]


def _looks_around(run: list[str], lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether the words before a run have a say in how it is read, and those after it: figures near its ends look at
    what stands beside them, and a hyphen ties something to it."""
    parts = list(map(lexicon.parts.__getitem__, run))
    return _FIGURES in parts[:AROUND], run[-1] == "-" or _FIGURES in parts[-AROUND:]


def _walk(chart: Chart, first: int, end: int) -> list[Found]:
    waiting: dict[int, list[Match]] = defaultdict(list)  # by the token at which the expression itself begins
    found: list[Found] = []
    free = first
    starters, lexical = chart.lexicon.starters, chart.lexical
    for i in range(first, end):
        if i < free - 1:
            continue
        if (lexical[i] or chart.tokens[i].word in starters) and chart.may_begin(TOP, i):
            for match in chart.matches(TOP, i):
                if match.first >= free:
                    waiting[match.first].append(match)
        if i >= free and i in waiting:
            best, stop = _best(waiting.pop(i), chart)
            found += best
            free = max(free, stop)
    return found


def _best(matches: list[Match], chart: Chart) -> tuple[list[Found], int]:
    """The longest match that its builder accepts, and where it ends; among equals the rule that stands first."""
    for match in sorted(matches, key=lambda m: (-m.end, m.rule.order)):
        built = BUILDERS[match.rule.builds](match, chart)
        if isinstance(built, Built):
            return [(match.first, match.end, built, None)], match.end
        if isinstance(built, Nothing):
            return [], match.end
        if isinstance(built, Pair):
            a, b = built.first, built.last
            roles = ("start", "end") if built.joined else (None, None)
            return [(*a, roles[0]), (*b, roles[1])], match.end
    return [], 0


def _expressions(words: Words, found: list[Found], context: Context) -> tuple[Expression, ...]:
    out = []
    for first, end, built, role in found:
        start, stop = words.starts[first], words.end(end - 1)
        tense, preposition = context.around(first, end, isinstance(built.symbol, Nth))
        if (built.rule == AHEAD and tense != "future") or (built.rule == OFTEN and context.between_names(first, end)):
            continue
        out.append(Expression(
            start, stop, words.text[start:stop], built.rule, built.symbol, built.mod, tense, preposition, role,
            context.sentence(first), context.paragraph(first), context.in_heading(first), context.reported(first),
        ))  # fmt: skip
    return tuple(out)


def vocabulary(language: str) -> Lexicon:
    """The vocabulary of a language, loaded once."""
    return lexicons.load(language)
