"""Light words: those so frequent that a text is looked through faster when they open no search by themselves.

A vocabulary names them; what is worked out here makes sure that no expression is lost for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.timex.patterns import Node

if TYPE_CHECKING:
    from pipeline.timex.lexicon import Lexicon

_NUMERAL = frozenset({"NUM", "INT", "ORD", "DAYWORD", "HOURWORD"})  # what light words may say in numbers


def heavy(lexicon: Lexicon) -> frozenset[str]:
    """One word, the longest that is not light, of each phrase that may be an expression by itself and opens with a
    light word, and of each pattern that is nothing but words: "past" of "the past", "same" of "the same time"."""

    def weightiest(words: tuple[str, ...]) -> str:
        return max(words, key=lambda word: (word not in lexicon.light, len(word)))

    alone, patterns = _alone(lexicon.tries)
    phrases = {
        weightiest((first, *entry.tail))
        for first in lexicon.light & set(lexicon.longer)
        for entries in lexicon.longer[first].values()
        for entry in entries
        if entry.category in alone
    }
    return frozenset(phrases | {weightiest(words) for words in patterns if lexicon.light & set(words)})


def _alone(tries: dict[str, Node]) -> tuple[set[str], list[tuple[str, ...]]]:
    """The categories that may be all of an expression, through others too, and the patterns that are words alone."""
    alone, queue, patterns = {"TIMEX"}, ["TIMEX"], []
    while queue:
        stack = [(tries[name], (), None) for name in [queue.pop()] if name in tries]
        while stack:
            node, words, category = stack.pop()
            if node.ends and category and category not in alone:
                alone.add(category)
                queue.append(category)
            elif node.ends and words and not category:
                patterns.append(words)
            for word, ways in node.words.items():
                stack += [(after, words if context else (*words, word), category)
                          for context, after in ways if context or not category]  # fmt: skip
            if not words and not category:
                stack += [(after, (), c) for c, ways in node.categories.items() for *_, after in ways]
    return alone, patterns


def check(lexicon: Lexicon) -> None:
    """ValueError where light words alone could make an expression, which would then be passed over."""
    if not lexicon.light:
        return
    light = _light_categories(lexicon) | _NUMERAL
    known: dict[str, bool] = {}

    def possible(category: str) -> bool:
        if category not in known:
            known[category] = category in light or (category in lexicon.tries and ends(lexicon.tries[category]))
        return known[category]

    def ends(node: Node) -> bool:
        if node.ends:
            return True
        for word, ways in node.words.items():
            if any((context or lexicon.is_light(word)) and ends(after) for context, after in ways):
                return True
        return any(possible(c) and any(ends(after) for *_, after in ways) for c, ways in node.categories.items())

    if possible("TIMEX"):
        raise ValueError(f"light: an expression could consist of these words alone, by the categories {_blame(known)}")


def _light_categories(lexicon: Lexicon) -> set[str]:
    """The categories that light words, or phrases of nothing else, can have."""
    alone = {e.category for word, entries in lexicon.single.items() if lexicon.is_light(word) for e in entries}
    return alone | {
        entry.category
        for first, by_second in lexicon.longer.items()
        for entries in by_second.values()
        for entry in entries
        if all(lexicon.is_light(word) for word in (first, *entry.tail))
    }


def _blame(known: dict[str, bool]) -> str:
    return ", ".join(sorted(category for category, possible in known.items() if possible and category != "TIMEX"))
