"""Token patterns: a small notation, compiled to a trie that is walked once from each word that can begin a pattern.

    MONTH DAY ,? YEAR       words of these categories, captured in slots of the same name in lower case
    MONTH DAY:first         captured in the slot `first`
    (the|this) UNIT         alternatives; plain words are matched as such and not captured
    the?                    may be missing
    <in> YEAR               needed before or after, but no part of the expression

A category is lexical (words of the vocabulary, shapes of numbers) or the name of other rules; rules may not lead back
to themselves, so a walk is never longer than the longest pattern and matching takes time linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

_ELEMENT = re.compile(r"(<)?(\([^)]*\)|[^\s?>]+?)(>)?(\?)?\Z")
_CATEGORY = re.compile(r"([A-Z][A-Z0-9]*)(?::([a-z]+))?\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: what it makes (`builds` names a function of build.py) and where it stands among equals."""

    name: str
    builds: str
    makes: str  # the category it adds; "TIMEX" for expressions
    order: int


@dataclass(slots=True)
class Node:
    """A state of the trie: next states by word, by category, and the rules that end here."""

    words: dict[str, list[tuple[bool, Node]]] = field(default_factory=dict)
    categories: dict[str, list[tuple[str, bool, Node]]] = field(default_factory=dict)
    ends: list[Rule] = field(default_factory=list)
    _open: dict[frozenset[str], list] = field(default_factory=dict, repr=False)

    def open_to(self, live: frozenset[str]) -> list[tuple[str, list[tuple[str, bool, Node]]]]:
        """The categories that may come next, among those that a word begins; worked out once for each set."""
        known = self._open.get(live)
        if known is None:
            known = self._open[live] = [(c, ways) for c, ways in self.categories.items() if c in live]
        return known

    def followers(self) -> list[Node]:
        """All states one step on."""
        by_word = [after for ways in self.words.values() for _, after in ways]
        return by_word + [after for ways in self.categories.values() for _, _, after in ways]


def add(root: Node, pattern: str, rule: Rule) -> None:
    """Enter a pattern into a trie. ValueError says what cannot be read."""
    elements = [_element(text) for text in pattern.split()]
    if not elements:
        raise ValueError("empty pattern")
    for choice in product(*elements):
        node = root
        for step in choice:
            if step is not None:
                node = _step(node, *step)
        if node is root:
            raise ValueError(f"pattern can match nothing at all: {pattern!r}")
        if rule not in node.ends:
            node.ends.append(rule)


def categories_of(pattern: str) -> set[str]:
    """Names of the categories a pattern uses."""
    steps = [step for text in pattern.split() for step in _element(text) if step]
    return {name.partition(":")[0] for kind, name, _ in steps if kind == "category"}


def slots_of(pattern: str) -> set[str]:
    """Names of the slots that a pattern can fill."""
    steps = [step for text in pattern.split() for step in _element(text) if step]
    return {name.partition(":")[2] for kind, name, _ in steps if kind == "category"}


def _element(text: str) -> list[tuple[str, str, bool] | None]:
    """The alternatives of one element; None stands for leaving it out."""
    match = _ELEMENT.match(text)
    if not match or bool(match[1]) != bool(match[3]):
        raise ValueError(f"cannot read {text!r} in a pattern")
    body = match[2]
    if len(body) > 1 and body.startswith("(") != body.endswith(")"):
        raise ValueError(f"cannot read {text!r} in a pattern: brackets do not match")
    options = body[1:-1].split("|") if body.startswith("(") and len(body) > 1 else [body]
    steps: list[tuple[str, str, bool] | None] = [_option(option, bool(match[1])) for option in options]
    return [*steps, None] if match[4] else steps


def _option(option: str, context: bool) -> tuple[str, str, bool]:
    if not option:
        raise ValueError("empty alternative in a pattern")
    if found := _CATEGORY.match(option):
        return "category", f"{found[1]}:{found[2] or found[1].lower()}", context
    if option != option.lower():
        raise ValueError(f"{option!r} is neither a plain word nor a category")
    return "word", option, context


def _step(node: Node, kind: str, name: str, context: bool) -> Node:
    fresh = Node()
    if kind == "category":
        category, _, slot = name.partition(":")
        for known, in_context, after in node.categories.setdefault(category, []):
            if (known, in_context) == (slot, context):
                return after
        node.categories[category].append((slot, context, fresh))
        return fresh
    for in_context, after in node.words.setdefault(name, []):
        if in_context == context:
            return after
    node.words[name].append((context, fresh))
    return fresh
