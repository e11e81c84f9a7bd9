"""What the sentences of a document are read with, and what the earlier of them leave behind."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.events.lexicon import Lexicon
from pipeline.events.parties import Party, parties_in, titled_person
from pipeline.events.reading import Named, read
from pipeline.events.sentences import Sentence
from pipeline.groups.registry import Registry
from pipeline.model import Interval
from pipeline.syntax import Phrase, Reading


class Reader:
    """Reads the sentences of one document, in order.

    What a sentence's words are found to say is kept while that sentence is read, its parties as long as the reader:
    nothing is worked out before it is asked for.
    """

    def __init__(self, lexicon: Lexicon, registry: Registry, when: Interval | None, linked: bool = False) -> None:
        """`when` are the days that the document speaks of, to tell groups of one name apart; with `linked`, whose
        people others are said to be takes part."""
        self.lexicon, self.registry, self.when, self.linked = lexicon, registry, when, linked
        self._parties: dict[int, tuple[Party, ...]] = {}  # by where the sentence begins
        self._read: Sentence | None = None  # whose reading is kept
        self._reading: Reading | None = None
        self.standings: dict[Phrase, Named] = {}  # whom its phrases name, as far as asked
        self.sufferers = ""  # whom the last happening that was done to people was done to, as a title says it
        self.listed = False  # whether a date stands over the paragraph, as in a list of events
        self._subject: tuple[Party, ...] = ()
        self._speaker: tuple[Party, ...] = ()
        self._unasked: tuple[list[Sentence], list[Sentence]] = [], []  # sentences not yet looked at for either

    def parties(self, sentence: Sentence, first: int, last: int) -> tuple[Party, ...]:
        """The parties that begin among words [first, last) of a sentence."""
        found = self._parties.get(sentence.span.start)
        if found is None:
            found = parties_in(sentence, self.lexicon, self.registry, 0, len(sentence.words), self.when, self.linked)
            self._parties[sentence.span.start] = found
        return tuple([p for p in found if first <= p.start < last]) if found else found

    def reading(self, sentence: Sentence) -> Reading:
        """The phrases of a sentence."""
        if self._read is not sentence:
            self._read, self._reading, self.standings = sentence, read(sentence), {}
        return self._reading

    def pass_by(self, sentence: Sentence) -> None:
        """Keeps a sentence for the pronouns and quotations of those that follow."""
        for unasked in self._unasked:
            unasked.append(sentence)

    @property
    def subject(self) -> tuple[Party, ...]:
        """The party named first in the last sentence passed by that names one; () where none does."""
        self._subject = _latest(self._unasked[0], self._own_words) or self._subject
        return self._subject

    @property
    def speaker(self) -> tuple[Party, ...]:
        """The party named first in the last sentence passed by that names one and says that somebody spoke."""
        self._speaker = _latest(self._unasked[1], self._spoken) or self._speaker
        return self._speaker

    def _own_words(self, sentence: Sentence) -> tuple[Party, ...]:
        """The first party that a sentence names outside quotations; () where its subject was named before."""
        if self.lexicon.language == "en" and sentence.keys[:1] in (("he",), ("she",)):
            return ()
        found = self.parties(sentence, 0, len(sentence.words))
        named = tuple([p for p in found if not sentence.quoted[p.start]][:1])
        titled = titled_person(sentence, self.lexicon) if self.lexicon.language == "en" else None
        return (titled,) if titled and not (named and named[0].start <= titled.end) else named

    def _spoken(self, sentence: Sentence) -> tuple[Party, ...]:
        """The same, where a verb of saying stands outside quotations as well."""
        says = self.lexicon.of("says")
        if not any(k in says and not q for k, q in zip(sentence.keys, sentence.quoted, strict=True)):
            return ()
        return self._own_words(sentence)


def _latest(unasked: list[Sentence], find: Callable[[Sentence], tuple[Party, ...]]) -> tuple[Party, ...]:
    """What is found in the last of some sentences that has it; none of them is looked at again."""
    while unasked:
        found = find(unasked.pop())
        if found:
            unasked.clear()
            return found
    return ()
