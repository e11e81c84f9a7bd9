"""What stands around an expression: sentence, paragraph, the tense of its clause, the preposition before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from pipeline.timex.lexicon import Lexicon
from pipeline.timex.tokens import Words

REACH = 30  # tokens looked at on either side for a verb
BY = "by"
POSSESSIVE = ["'", "s"]
HEADING = 10  # tokens in a heading at most
_STOPS = frozenset(".!?;؟")
_CLOSING = frozenset("\"')»”")
_NO_HEADING_END = _STOPS | frozenset(",:\"'")


class Context:
    """Sentence and paragraph ordinals by word, and the tense and preposition around a span of words."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self._paragraphs = sorted(words.breaks)  # where they begin, the first apart
        self._sentences = sorted(words.breaks.union(self._after_stops()))
        self._tenses: dict[int, str | None] = {}

    def _after_stops(self) -> list[int]:
        """The words that begin a sentence after a full stop, perhaps after a closing bracket or quotation mark."""
        words, found = self.words.looked_up, []
        for stop in [i for i, word in enumerate(words) if word in _STOPS]:
            if stop and len(words[stop - 1]) == 1 and self.words.kind(stop - 1) == "word":
                continue  # an initial: "J. Smith"
            for i in (stop + 1, stop + 2):
                if i < len(words) and self.words.is_capital(i):
                    found.append(i)
                    break
                if i == stop + 1 and (i >= len(words) or words[i] not in _CLOSING):
                    break
        return found

    def sentence(self, i: int) -> int:
        """Ordinal of the sentence of a word."""
        return bisect_right(self._sentences, i)

    def paragraph(self, i: int) -> int:
        """Ordinal of the paragraph of a word."""
        return bisect_right(self._paragraphs, i)

    def in_heading(self, first: int) -> bool:
        """Whether a word opens a heading: a short line without a full stop."""
        if first and first not in self.words.breaks:
            return False
        number = self.paragraph(first)
        end = self._paragraphs[number] if number < len(self._paragraphs) else len(self.words)
        return end - first <= HEADING and self.words.looked_up[end - 1] not in _NO_HEADING_END

    def around(self, first: int, end: int, subject: bool = False) -> tuple[str | None, str | None]:
        """(tense, preposition) of the expression on words [first, end); `subject` where it may be what is spoken of."""
        before = self.words.looked_up[first - 1] if first and first not in self.words.breaks else None
        preposition = before if before in self.lexicon.prepositions else None
        tense = self._tense(first, end, subject)
        if preposition == BY and tense == "past" and self.opens_sentence(first - 1):
            preposition = None  # "By Tuesday the fire was out" looks back, "to be out by Tuesday" ahead
        return tense, preposition

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence begins with a word."""
        return i == 0 or self.sentence(i - 1) != self.sentence(i)

    def between_names(self, first: int, end: int) -> bool:
        """Whether words in small letters stand between two with a capital, nothing breaking."""
        words = self.words
        if first == 0 or end >= len(words) or not words.breaks.isdisjoint(range(first, end + 1)):
            return False
        return words.is_capital(first - 1) and words.is_capital(end) and not words.is_capital(first)

    def reported(self, first: int) -> bool:
        """Whether a verb of reporting stands among the three words before."""
        return not self.lexicon.reporting.isdisjoint(self.words.looked_up[max(0, first - 3) : first])

    def _tense(self, first: int, end: int, subject: bool = False) -> str | None:
        """What stands right beside an expression decides, then the nearest verb before in the sentence, then one after;
        one after first where the expression may be the `subject` of what is said: "said the first quarter will"."""
        if self._lies_ahead(first, end):
            return "future"
        if subject and first and self.words.looked_up[first - 1] in self.lexicon.reporting:
            return self._after(first, end) or self._before(first)
        return self._before(first) or self._after(first, end)

    def _lies_ahead(self, first: int, end: int) -> bool:
        """ "September delivery", "Sunday's planned march", "the vote is Tuesday"."""
        words, lexicon = self.words.looked_up, self.lexicon
        if end < len(words) and words[end] in lexicon.coming:
            return True
        if words[end : end + 2] == POSSESSIVE and end + 2 < len(words) and words[end + 2] in lexicon.meant:
            return True
        return first > 0 and words[first - 1] in lexicon.being and not self.opens_sentence(first)

    def _before(self, first: int) -> str | None:
        sentence = self.sentence(first)
        opens = self._sentences[sentence - 1] if sentence else 0
        words, tells = self.words.looked_up, self.lexicon.tells
        for i in range(first - 1, max(opens - 1, first - REACH, -1), -1):
            if words[i] == ";":
                return None
            if tells[words[i]] and (found := self._cue(i)):
                return found
        return None

    def _after(self, first: int, end: int) -> str | None:
        sentence = self.sentence(first)
        closes = self._sentences[sentence] if sentence < len(self._sentences) else len(self.words)
        words, tells = self.words.looked_up, self.lexicon.tells
        for i in range(end, min(closes, end + REACH)):
            if tells[words[i]] and (found := self._cue(i, ahead=False)):
                return found
        return None

    def _cue(self, i: int, ahead: bool = True) -> str | None:
        """The tense that a word tells; `ahead` where "is to", "are meeting" may look to what comes."""
        lexicon, word = self.lexicon, self.words.looked_up[i]
        pair = (word, self.words.looked_up[i + 1] if i + 1 < len(self.words) else "")
        if self.words.raw[i][0].isupper():  # a name, a month: "May", "Will"
            return lexicon.pairs.get(pair) if self.opens_sentence(i) else None
        before = self.words.looked_up[i - 1] if i else ""
        if before in lexicon.passive:
            return None
        if pair in lexicon.pairs:
            return lexicon.pairs[pair]
        if ahead and before in lexicon.being and lexicon.looks_ahead(word):
            return "future"
        if word in lexicon.future and before not in lexicon.nominal:
            return "future"
        if word in lexicon.past:
            return lexicon.modal.get(before, "past")
        if len(word) > 4 and before not in lexicon.nominal and self.words.kind(i) == "word":
            for ending, tense in lexicon.endings:
                if word.endswith(ending):
                    return tense
        return None


def paragraphs(text: str) -> Callable[[int], int]:
    """A function from a place in the text to the ordinal of its line."""
    starts = [i for i, c in enumerate(text) if c == "\n"]
    return lambda at: bisect_right(starts, at)
