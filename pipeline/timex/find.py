"""Finding temporal expressions: one walk over the tokens, the longest reading from each word on, none overlapping."""

from __future__ import annotations

from collections import defaultdict

from pipeline.timex import lexicon as lexicons
from pipeline.timex.build import BUILDERS, Built, Nothing, Pair
from pipeline.timex.chart import Chart, Match
from pipeline.timex.context import Context
from pipeline.timex.lexicon import Lexicon
from pipeline.timex.symbols import Expression
from pipeline.timex.tokens import Token, tokenise

TOP = "TIMEX"
AHEAD = "ahead"  # "soon" names the future only where the clause looks ahead
Found = tuple[int, int, Built, str | None]  # tokens [first, end), what they say, role in a range


def find(text: str, language: str) -> tuple[Expression, ...]:
    """All temporal expressions of a text, in order, none overlapping another, in time linear in its length.

    `language` is an ISO 639-1 code; one without a vocabulary file is read by `leaf` as far as dates in figures and
    month names go.
    """
    if language not in lexicons.languages():
        from pipeline.timex.leaf import find_dates

        return find_dates(text, language)
    words = lexicons.load(language)
    tokens = tokenise(text)
    found = _walk(Chart(tokens, words), tokens)
    return _expressions(text, tokens, found, Context(text, tokens, words))


def _walk(chart: Chart, tokens: list[Token]) -> list[Found]:
    waiting: dict[int, list[Match]] = defaultdict(list)  # by the token at which the expression itself begins
    found: list[Found] = []
    free = 0
    starters, lexical = chart.lexicon.starters, chart.lexical
    for i, token in enumerate(tokens):
        if i < free - 1:
            continue
        if (lexical[i] or token.word in starters) and chart.may_begin(TOP, i):
            for match in chart.matches(TOP, i):
                if match.first >= free:
                    waiting[match.first].append(match)
        if i >= free and i in waiting:
            best, end = _best(waiting.pop(i), chart)
            found += best
            free = max(free, end)
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


def _expressions(text: str, tokens: list[Token], found: list[Found], context: Context) -> tuple[Expression, ...]:
    out = []
    for first, end, built, role in found:
        start, stop = tokens[first].start, tokens[end - 1].end
        tense, preposition = context.around(first, end)
        if built.rule == AHEAD and tense != "future":
            continue
        out.append(Expression(
            start, stop, text[start:stop], built.rule, built.symbol, built.mod, tense, preposition, role,
            context.sentence[first], context.paragraph[first], context.in_heading(first),context.reported(first),
        ))  # fmt: skip
    return tuple(out)


def vocabulary(language: str) -> Lexicon:
    """The vocabulary of a language, loaded once."""
    return lexicons.load(language)
