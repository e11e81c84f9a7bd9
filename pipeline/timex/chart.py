"""All readings of a text's words: what the vocabulary and the shapes of numbers say, and what the rules make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.timex import shapes
from pipeline.timex.build import BUILDERS, Built
from pipeline.timex.lexicon import Lexicon
from pipeline.timex.patterns import Node, Rule
from pipeline.timex.tokens import Token

_NONE: dict = {}
_NOTHING: tuple = ()


class Slot(NamedTuple):
    """What a pattern captured: a value and its tokens [first, end)."""

    name: str
    value: object
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: the expression's tokens [first, end) and what was captured."""

    rule: Rule
    first: int
    end: int
    slots: tuple[Slot, ...]


class Chart:
    """Readings of a token list under a vocabulary; each is worked out once."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.lexical = [self._lookup(i) for i in range(len(tokens))]
        self._made: dict[tuple[int, str], tuple] = {}

    def _lookup(self, i: int) -> dict[str, list[tuple[object, int]]]:
        """Category → (value, end) of the lexical readings that begin at a token."""
        token = self.tokens[i]
        if token.kind == "number" or token.word == "'":
            return shapes.of_number(self.tokens, i, self.lexicon)
        if token.kind == "sign":
            return _NONE
        word = token.word
        entries = self.lexicon.entries.get(word) or self._without_clitic(word)
        number = word in self.lexicon.numbers or word in self.lexicon.ordinals or word in self.lexicon.multipliers
        if not entries and not number:
            return _NONE
        found: dict[str, list[tuple[object, int]]] = {}
        if number:
            found = shapes.of_words(self.tokens, i, self.lexicon)
        for entry in entries:
            end = i + 1 + len(entry.tail)
            if (not entry.capital or token.capital) and self._follows(i + 1, entry.tail):
                found.setdefault(entry.category, []).append((entry.value, end))
        return found

    def _without_clitic(self, word: str) -> tuple:
        for clitic in self.lexicon.clitics:
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                entries = self.lexicon.entries.get(word[len(clitic) :])
                if entries:
                    return entries
        return _NOTHING

    def _follows(self, i: int, tail: tuple[str, ...]) -> bool:
        if i + len(tail) > len(self.tokens):
            return False
        return all(self.tokens[i + k].word == w and not self.tokens[i + k].breaks for k, w in enumerate(tail))

    def begins(self, i: int) -> frozenset[str]:
        """The categories that rules could make from a token on."""
        starters = self.lexicon.starters
        lexical = self.lexical[i]
        found = starters.get(self.tokens[i].word, frozenset())
        for category in lexical:
            more = starters.get(category)
            if more:
                found = found | more
        return found

    def edges(self, category: str, i: int) -> tuple | list:
        """(value, end) of all readings of a category that begin at a token."""
        if category not in self.lexicon.tries:
            return self.lexical[i].get(category, _NOTHING)
        key = (i, category)
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = self._make(category, i) if category in self.begins(i) else _NOTHING
        return known

    def _make(self, category: str, i: int) -> tuple:
        best: dict[int, tuple[int, Built]] = {}
        for match in self.matches(category, i):
            if match.first == i and (match.end not in best or match.rule.order < best[match.end][0]):
                built = BUILDERS[match.rule.builds](match, self)
                if built is not None:
                    best[match.end] = match.rule.order, built
        return tuple((built, end) for end, (_, built) in best.items())

    def matches(self, category: str, start: int) -> list[Match]:
        """All ways in which the rules of a category fit from a token on."""
        found: list[Match] = []
        stack: list[tuple[Node, int, int, int, tuple[Slot, ...]]] = [
            (self.lexicon.tries[category], start, -1, start, _NOTHING)
        ]
        tokens, size = self.tokens, len(self.tokens)
        while stack:
            node, i, first, end, slots = stack.pop()
            if node.ends and first >= 0 and tokens[end - 1].word != "," and tokens[first].word != ",":
                found += [Match(rule, first, end, slots) for rule in node.ends]
            if i >= size or (i > start and tokens[i].breaks):
                continue
            for context, after in node.words.get(tokens[i].word, _NOTHING):
                if context:
                    stack.append((after, i + 1, first, end, slots))
                else:
                    stack.append((after, i + 1, i if first < 0 else first, i + 1, slots))
            if node.categories:
                self._follow(node, i, first, end, slots, stack)
        return found

    def _follow(self, node: Node, i: int, first: int, end: int, slots: tuple[Slot, ...], stack: list) -> None:
        for (category, name, context), after in node.categories.items():
            for value, stop in self.edges(category, i):
                taken = (*slots, Slot(name, value, i, stop))
                if context:
                    stack.append((after, stop, first, end, taken))
                else:
                    stack.append((after, stop, i if first < 0 else first, stop, taken))
