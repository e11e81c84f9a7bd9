"""What stands around an expression: sentence, paragraph, the tense of its clause, the preposition before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from pipeline.timex.lexicon import Lexicon
from pipeline.timex.tokens import Token

REACH = 30  # tokens looked at on either side for a verb
HEADING = 10  # tokens in a heading at most
_STOPS = frozenset(".!?;؟")


class Context:
    """Sentence and paragraph ordinals by token, and the tense and preposition around a span of tokens."""

    def __init__(self, text: str, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        self._headings: list[bool] = []
        sentence = paragraph = 0
        for i, token in enumerate(tokens):
            if token.breaks:
                sentence, paragraph = sentence + 1, paragraph + 1
            elif i and token.capital and self._ends_sentence(i - 1):
                sentence += 1
            self.sentence.append(sentence)
            self.paragraph.append(paragraph)

        self._headings = _headings(tokens, self.paragraph)

    def in_heading(self, first: int) -> bool:
        """Whether a token opens a heading: a short line without a full stop."""
        opens = first == 0 or self.paragraph[first - 1] != self.paragraph[first]
        return opens and self._headings[self.paragraph[first]]

    def _ends_sentence(self, i: int) -> bool:
        if self.tokens[i].word in "\"')»”":
            i -= 1
        if i < 0 or self.tokens[i].word not in _STOPS:
            return False
        before = self.tokens[i - 1] if i else None
        return not (before and before.kind == "word" and len(before.word) == 1)  # an initial: "J. Smith"

    def around(self, first: int, end: int) -> tuple[str | None, str | None]:
        """(tense, preposition) of the expression on tokens [first, end)."""
        before = self.tokens[first - 1].word if first and not self.tokens[first].breaks else None
        preposition = before if before in self.lexicon.prepositions else None
        return self._tense(first, end), preposition

    def reported(self, first: int) -> bool:
        """Whether a verb of reporting stands among the three words before."""
        return any(t.word in self.lexicon.reporting for t in self.tokens[max(0, first - 3) : first])

    def _tense(self, first: int, end: int) -> str | None:
        """The nearest verb before in the sentence decides, then the nearest after."""
        for i in range(first - 1, max(-1, first - REACH), -1):
            if self.sentence[i] != self.sentence[first]:
                break
            if found := self._cue(i):
                return found
        for i in range(end, min(len(self.tokens), end + REACH)):
            if self.sentence[i] != self.sentence[first]:
                break
            if found := self._cue(i, ahead=False):
                return found
        return None

    def _looks_ahead(self, word: str) -> bool:
        return any(word == w or (w[0] == "-" and word.endswith(w[1:])) for w in self.lexicon.after_being)

    def _cue(self, i: int, ahead: bool = True) -> str | None:
        """The tense that a word tells; `ahead` where "is to", "are meeting" may look to what comes."""
        word = self.tokens[i].word
        if self.tokens[i].capital:
            return None  # a name, a month: "May", "Will"
        before = self.tokens[i - 1].word if i else ""
        if before in self.lexicon.passive:
            return None
        if ahead and before in self.lexicon.being and self._looks_ahead(word):
            return "future"
        if word in self.lexicon.future and before not in self.lexicon.nominal:
            return "future"
        if word in self.lexicon.past:
            return "past"
        if self.tokens[i].kind == "word" and len(word) > 4:
            for ending, tense in self.lexicon.endings:
                if word.endswith(ending):
                    return tense
        return None


def paragraphs(text: str) -> Callable[[int], int]:
    """A function from a place in the text to the ordinal of its line."""
    starts = [i for i, c in enumerate(text) if c == "\n"]
    return lambda at: bisect_right(starts, at)


def _headings(tokens: list[Token], paragraph: list[int]) -> list[bool]:
    """For each paragraph, whether it is short and ends without a stop."""
    sizes: list[int] = [0] * (paragraph[-1] + 1 if paragraph else 0)
    last: list[str] = [""] * len(sizes)
    for token, number in zip(tokens, paragraph, strict=True):
        sizes[number] += 1
        last[number] = token.word
    return [size <= HEADING and end not in _STOPS and end not in ",:\"'" for size, end in zip(sizes, last, strict=True)]
