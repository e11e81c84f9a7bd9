"""All readings of a text's words: what vocabulary and shapes of numbers say, and what the rules make of them."""

from __future__ import annotations

from msgspec import Struct

from pipeline.timex import shapes
from pipeline.timex.builders import BUILDERS, Built
from pipeline.timex.lexicon import Lexicon
from pipeline.timex.patterns import Node, Rule
from pipeline.timex.tokens import Token

_NONE: dict = {}
_NOTHING: tuple = ()
_EMPTY: frozenset[str] = frozenset()


State = tuple[Node, int, int, int, tuple]  # node, next token, the expression's first and end, slots


class Slot(Struct, frozen=True, gc=False):
    """What a pattern captured: a value and its tokens [first, end)."""

    name: str
    value: object
    first: int
    end: int


class Match(Struct, frozen=True, gc=False):
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
        known, bare = lexicon.known, not lexicon.clitics
        self.lexical = [
            _NONE if bare and t.kind == "word" and t.word not in known else self._lookup(i)
            for i, t in enumerate(tokens)
        ]
        self._made: dict[tuple[int, str], tuple] = {}
        self._live: list[frozenset[str] | None] = [None] * len(tokens)

    def _lookup(self, i: int) -> dict[str, list[tuple[object, int]]]:
        """Category → (value, end) of the lexical readings that begin at a token."""
        token, lexicon = self.tokens[i], self.lexicon
        if token.kind == "word":
            word = token.word if token.word in lexicon.known else lexicon.without_clitic(token.word)
            return self._readings(i, word) if word else _NONE
        if token.kind == "number" or token.word == "'":
            found = shapes.of_number(self.tokens, i, lexicon)
            return found | self._readings(i, token.word) if token.word in lexicon.longer else found
        return _NONE

    def _readings(self, i: int, word: str) -> dict[str, list[tuple[object, int]]]:
        token, lexicon = self.tokens[i], self.lexicon
        found = shapes.of_words(self.tokens, i, lexicon) if word in lexicon.counting else {}
        for entry in lexicon.single.get(word, _NOTHING):
            if not entry.capital or token.capital:
                found.setdefault(entry.category, []).append((entry.value, i + 1))
        longer = lexicon.longer.get(word)
        if longer and i + 1 < len(self.tokens):
            for entry in longer.get(self.tokens[i + 1].word, _NOTHING):
                if (not entry.capital or token.capital) and self._follows(i + 1, entry.tail):
                    found.setdefault(entry.category, []).append((entry.value, i + 1 + len(entry.tail)))
        return found

    def _follows(self, i: int, tail: tuple[str, ...]) -> bool:
        if i + len(tail) > len(self.tokens):
            return False
        return all(self.tokens[i + k].word == w and not self.tokens[i + k].breaks for k, w in enumerate(tail))

    def live(self, i: int) -> frozenset[str]:
        """The categories that a token begins: of the vocabulary, and those that rules could make from it on."""
        known = self._live[i]
        if known is None:
            word, lexical = self.tokens[i].word, self.lexical[i]
            if lexical:
                known = self.lexicon.categories_begun(word, tuple(lexical))
            else:
                known = self.lexicon.starters.get(word, _EMPTY)
                if known and not self._leads_on(i):
                    known = _EMPTY
            self._live[i] = known
        return known

    def _leads_on(self, i: int) -> bool:
        """Whether a word that means nothing by itself ("the") stands before one that could go on with it."""
        lexicon, tokens, lexical = self.lexicon, self.tokens, self.lexical
        if tokens[i].word in lexicon.complete:
            return True
        for k in (i + 1, i + 2):
            if k >= len(tokens) or tokens[k].breaks:
                return False
            if lexical[k]:
                return True
            if tokens[k].word not in lexicon.inner:
                return False
        return True

    def may_begin(self, category: str, i: int) -> bool:
        """Whether rules of a category that the vocabulary holds whole could fit from a token on: it means enough by
        itself, or what follows could go on with it."""
        if category not in self.live(i):
            return False
        whole = self.lexicon.whole
        for name, readings in self.lexical[i].items():
            if name in whole or any(end > i + 1 for _, end in readings):
                return True
        return self._leads_on(i)

    def edges(self, category: str, i: int) -> tuple | list:
        """(value, end) of all readings of a category that begin at a token."""
        if category not in self.lexicon.tries:
            return self.lexical[i].get(category, _NOTHING)
        key = (i, category)
        known = self._made.get(key)
        if known is None:
            known = self._made[key] = self._make(category, i)
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
        stack: list[State] = [(self.lexicon.tries[category], start, -1, start, _NOTHING)]
        tokens, size, lives = self.tokens, len(self.tokens), self._live
        while stack:
            node, i, first, end, slots = stack.pop()
            if node.ends and first >= 0 and tokens[end - 1].word != "," and tokens[first].word != ",":
                found += [Match(rule, first, end, slots) for rule in node.ends]
            if i >= size:
                continue
            token = tokens[i]
            if token.breaks and i > start:
                continue
            if node.words:
                for context, after in node.words.get(token.word, _NOTHING):
                    if context:
                        stack.append((after, i + 1, first, end, slots))
                    else:
                        stack.append((after, i + 1, i if first < 0 else first, i + 1, slots))
            if node.categories:
                live = lives[i]
                if live is None:
                    live = self.live(i)
                if live and (open_ways := node.open_to(live)):
                    self._follow(open_ways, i, first, end, slots, stack)
        return found

    def _follow(self, open_ways: list, i: int, first: int, end: int, slots: tuple[Slot, ...], stack: list) -> None:
        tries, made, lexical = self.lexicon.tries, self._made, self.lexical[i]
        begin = i if first < 0 else first
        for category, ways in open_ways:
            if category in tries:
                edges = made.get((i, category))
                if edges is None:
                    edges = self.edges(category, i)
            else:
                edges = lexical.get(category, _NOTHING)
            for value, stop in edges:
                for name, context, after in ways:
                    taken = (*slots, Slot(name, value, i, stop))
                    stack.append((after, stop, first, end, taken) if context else (after, stop, begin, stop, taken))
