"""Verbs with their subject, object and agent, found from the order of phrases.

A reader of English knows the subject by where it stands: before the verb, behind whatever prepositions, commas,
brackets and relative clauses come between. Nothing is guessed: where the words do not say, the subject is None.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.syntax.chunks import ADV, CC, COMMA, NP, QUOTE, SC, STOP, VG, WH, Chunk, P
from pipeline.syntax.classes import BE, is_speech, takes_clause
from pipeline.syntax.phrases import Phrase, Predicate, counted_in

_CLAUSE_TOO = frozenset(("after", "before", "as", "since", "until", "than"))  # prepositions that open clauses as well
# what begins with these says when or why, and belongs to no noun
_CIRCUMSTANCE = frozenset("after before during since until as following despite amid than because".split())
_OWNING = frozenset(("of", "from", "between"))
_GUISES = frozenset("disguised dressed posing known described identified".split())  # before "as"
_HELPERS = frozenset(("MD", "TO", "VBD", "VBZ", "VBP", "VBN"))
_JOINS = (CC, COMMA)
_STEPS = 60  # chunks to look back at most


class Reading:
    """The chunks of one sentence, read for who does what."""

    def __init__(self, keys: Sequence[str], tags: Sequence[str], found: Sequence[Chunk]) -> None:
        self.keys, self.tags, self.chunks = keys, tags, found
        self._subjects: dict[int, Phrase | None] = {}
        self._predicates: dict[int, Predicate] = {}
        self._starts = [chunk.start for chunk in found]
        self._of_head = {chunk.head: n for n, chunk in enumerate(found) if chunk.kind is VG}

    def noun_phrase(self, index: int) -> Chunk | None:
        """The noun phrase that holds a word."""
        at = bisect_right(self._starts, index) - 1  # marks stand before the chunk of words that begins where they do
        chunk = self.chunks[at] if at >= 0 else None
        return chunk if chunk is not None and chunk.kind is NP and index < chunk.end else None

    def chunk_from(self, index: int) -> int | None:
        """Number of the first chunk of words that begins at a word or after it, None where none does."""
        at = bisect_left(self._starts, index)
        while at < len(self.chunks) and self.chunks[at].end == self.chunks[at].start:
            at += 1
        return at if at < len(self.chunks) else None

    def is_verb(self, index: int) -> bool:
        """Whether a word is the full verb of a verb group."""
        return index in self._of_head

    def predicate(self, head: int) -> Predicate | None:
        """The predicate whose full verb is a word; None where that word is no verb here."""
        n = self._of_head.get(head)
        if n is None:
            return None
        if n not in self._predicates:
            self._predicates[n] = self._predicate(n, head)
        return self._predicates[n]

    def _predicate(self, n: int, head: int) -> Predicate:
        chunk = self.chunks[n]
        reduced, past = self._is_reduced(n), self.tags[head] in ("VBN", "VBD")
        passive = past and (reduced or self._has_be(chunk) or self._passive_too(n))
        return Predicate(
            chunk.start,
            chunk.end,
            head,
            passive,
            reduced,
            self._subject(n),
            None if passive else self._object(n),
            self._agent(n) if passive else None,
        )

    def _has_be(self, chunk: Chunk) -> bool:
        return any(self.keys[i] in BE for i in range(chunk.start, chunk.head))

    def _passive_too(self, n: int) -> bool:
        """Whether a bare past goes on with a passive: "were detained, questioned and released"."""
        if not (n > 1 and self.chunks[n - 1].kind in _JOINS and self._bare(self.chunks[n])) or self._object(n):
            return False
        verb = next((i for i in range(n - 2, -1, -1) if self.chunks[i].kind is VG), None)
        if verb is None or self.tags[self.chunks[verb].head] not in ("VBN", "VBD"):
            return False
        return self._has_be(self.chunks[verb]) or self._passive_too(verb)

    def _bare(self, chunk: Chunk) -> bool:
        """One verb without any helper."""
        return _HELPERS.isdisjoint(self.tags[chunk.start : chunk.head])

    def _is_reduced(self, n: int) -> bool:
        """Whether a verb without helpers hangs on a noun: "the man accused of", "militants fighting in"."""
        chunk = self.chunks[n]
        tag = self.tags[chunk.head]
        if not self._bare(chunk) or tag not in ("VBN", "VBG", "VBD"):
            return False
        if tag in ("VBN", "VBG"):
            return True
        following = self.chunks[n + 1] if n + 1 < len(self.chunks) else None
        no_object = following is None or following.kind is not NP or following.time
        if following is not None and self.keys[following.start] == "by":
            return True
        before = self._noun_before(n)
        if before is None or before != n - 1 or not no_object:
            return False
        if self._verb_to_come(n):
            return True
        verb = before - 1 if before else None
        if verb is not None and self.chunks[verb].kind is P:
            verb = before - 2 if before > 1 else None
        governor = self.chunks[verb] if verb is not None else None
        spoken = governor is not None and governor.kind is VG and is_speech(self.keys[governor.head])
        hangs = governor is not None and governor.kind is VG and not spoken and not self._relative(verb)
        return hangs and not self._is_reduced(verb)  # a sentence has one verb that does not hang

    def _verb_to_come(self, n: int) -> bool:
        """Whether another past follows with nothing between that would join it: "men disguised as X attacked"."""
        link = self.keys[self.chunks[n + 1].start] if n + 2 < len(self.chunks) else ""
        if not link or self.chunks[n + 1].kind is not P:
            return False
        if link in _CLAUSE_TOO and not (link == "as" and self.keys[self.chunks[n].head] in _GUISES):
            return False
        for chunk in self.chunks[n + 2 : n + 10]:
            if chunk.kind is VG:
                return self.tags[chunk.head] in ("VBD", "VBZ", "VBN") and not self._no_finite(chunk)
            if chunk.kind not in (NP, P, ADV):
                return False
            if chunk.kind is P and self.keys[chunk.start] in _CLAUSE_TOO:
                return False
        return False

    def _no_finite(self, chunk: Chunk) -> bool:
        return self._bare(chunk) and self.tags[chunk.head] != "VBD"

    def _relative(self, n: int) -> bool:
        return n > 0 and self.chunks[n - 1].kind is WH

    def _noun_before(self, n: int) -> int | None:
        at = n - 1
        while at >= 0 and self.chunks[at].kind is ADV:
            at -= 1
        return at if at >= 0 and self.chunks[at].kind is NP else None

    def _subject(self, n: int) -> Phrase | None:
        if n not in self._subjects:
            self._subjects[n] = None  # a ring of verbs has none
            self._subjects[n] = self._seek(n - 1, n)
        return self._subjects[n]

    def _seek(self, at: int, n: int) -> Phrase | None:
        """The subject of verb group `n`, looking back from chunk `at`."""
        for _ in range(_STEPS):
            if at < 0:
                return None
            chunk = self.chunks[at]
            if chunk.kind in (ADV, QUOTE):
                at -= 1
            elif chunk.kind is NP:
                found = self._as_subject(at, n)
                if isinstance(found, Phrase) or found is None:
                    return found
                at = found
            elif chunk.kind is WH:
                return self._antecedent(at)
            elif chunk.kind in (CC, VG):
                return self._shared(at, n)
            elif chunk.kind is COMMA and self._is_reduced(n) and self.chunks[at - 1].kind is NP and at:
                if self.tags[self.chunks[n].head] != "VBG":
                    return self._phrase(at - 1, at)  # "the bomb, planted by"
                return self._shared(at, n)
            elif chunk.kind in (COMMA, STOP):
                back = self._opening(at)
                if back is None:
                    return self._shared(at, n)
                at = back
            elif chunk.kind is P and self.tags[self.chunks[n].head] == "VBG" and at == n - 1:
                return self._shared(at - 1, n)  # "fled after firing shots"
            elif chunk.kind is P:
                at -= 1
            else:
                return None
        return None

    def _as_subject(self, at: int, n: int) -> Phrase | int | None:
        """A noun phrase before a verb as its subject; a number where to look on; None where it has no subject."""
        chunk, before = self.chunks[at], self.chunks[at - 1] if at else None
        if chunk.time:
            return at - 2 if before is not None and before.kind is P else at - 1
        if before is None:
            return self._phrase(at, n)
        if before.kind is P:
            guise = self.keys[before.start] == "as" and at > 1 and self.chunks[at - 2].kind is VG
            if guise and self.keys[self.chunks[at - 2].head] in _GUISES:
                return self._host(at - 2)
            if self.keys[before.start] in _CLAUSE_TOO and not self._is_reduced(n):
                return self._phrase(at, n)  # "after an outbreak of cholera killed sixty"
            hangs = at > 1 and self.chunks[at - 2].kind is VG and not self._is_reduced(n)
            return self._host(at - 2) if hangs else at - 2
        if before.kind is CC and at > 1 and self.chunks[at - 2].kind is NP:
            return self._phrase(at, n) if self._behind_verb(at - 2) else self._joined(at, n)
        if before.kind is CC and (first := self._before_aside(at - 2)) is not None:
            heads = (self.chunks[first].head, chunk.head)
            return Phrase(self.chunks[first].start, self._attached(at, n), heads)
        if before.kind is VG and not takes_clause(self.keys[before.head], self.tags[before.head]):
            if self._relative(at - 1):
                return self._antecedent(at - 2)
            if self._is_reduced(at - 1) and not self._is_reduced(n):
                return self._host(at - 1)  # "men carrying guns stormed": what the participle hangs on
        if before.kind is COMMA and at > 1 and self._apposition(at):
            return at - 2
        return self._phrase(at, n)

    def _behind_verb(self, at: int) -> bool:
        """Whether a noun phrase hangs by a preposition on a verb: "withdrew from X on Monday and rebels took Y"."""
        hangs = self.chunks[at].time
        while at > 1 and self.chunks[at - 1].kind is P and self.chunks[at - 2].kind is NP:
            at, hangs = at - 2, True
        by = at > 1 and self.chunks[at - 1].kind is P
        link, hangs = at - 1 - by, hangs or by
        head = self.chunks[link].head if hangs and link >= 0 and self.chunks[link].kind is VG else None
        told = head is not None and not is_speech(self.keys[head]) and self.tags[head] in ("VBD", "VBN")
        return told and not (self._is_reduced(link) or self._relative(link))

    def _before_aside(self, at: int) -> int | None:
        """The noun phrase before "including X" between commas, which "and" goes on with; None where there is none."""
        first = counted_in(self.chunks, self.keys, at) if self.chunks[at].kind is COMMA else None
        opens = first is not None and (first == 0 or self.chunks[first - 1].kind in (STOP, COMMA))
        return first if opens and self.chunks[first].kind is NP else None

    def _host(self, n: int) -> int:
        """Where to look on before a participle and those joined to it: "troops backed by X and led by Y"."""
        while self._is_reduced(n) and n > 2 and self.chunks[n - 1].kind is CC:
            verb = next((i for i in range(n - 2, -1, -1) if self.chunks[i].kind is VG), None)
            if verb is None or not self._is_reduced(verb):
                break
            n = verb
        return n - 1 if self._is_reduced(n) else n

    def _apposition(self, at: int) -> bool:
        """Whether a noun phrase after a comma only says more of the one before, and a comma closes it."""
        following = self.chunks[at + 1] if at + 1 < len(self.chunks) else None
        closed = following is not None and following.kind is COMMA
        return closed and self.chunks[at - 2].kind is NP and not self._fronted(at - 2)

    def _fronted(self, at: int) -> bool:
        """Whether a noun phrase hangs on a preposition that begins its clause: "At the end of March, …"."""
        while at > 0 and self.chunks[at - 1].kind is P:
            at -= 2
        return at < 0 or self.chunks[at].kind is not NP

    def _joined(self, at: int, n: int) -> Phrase | int:
        """ "A and B" before a verb: both, unless A is what an earlier verb was done to."""
        first = at - 2
        while first >= 2 and self.chunks[first - 1].kind is COMMA and self._listed(first - 2):
            first -= 2
        before = self.chunks[first - 1] if first else None
        if before is not None and before.kind is VG and not is_speech(self.keys[before.head]):
            linking = self.tags[before.head] == "VBG" and self._is_reduced(first - 1) and not self._is_reduced(n)
            return self._host(first - 1) if linking else self._phrase(at, n)  # "a bridge linking A and B was hit"
        opens = before is not None and self.keys[before.start] in _CLAUSE_TOO and not self._is_reduced(n)
        if before is not None and before.kind is P and not opens:
            host = self._seek(first - 2, n)  # "leaders of A and B": what the preposition hangs on
            if host is None or host.end != self.chunks[first].end:
                return host if host is not None else first - 2
            plural = self.tags[host.heads[-1]] == self.tags[self.chunks[at].head] == "NNS"
            own = (*host.heads, self.chunks[at].head) if plural else host.heads  # "herders of X and farmers"
            return Phrase(host.start, self._attached(at, n), own)
        heads = tuple(self.chunks[i].head for i in range(first, at + 1) if self.chunks[i].kind is NP)
        return Phrase(self.chunks[first].start, self._attached(at, n), heads)

    def _listed(self, at: int) -> bool:
        """Whether a noun phrase before a comma begins a list: not "During the visit, …", but "armies of X, Y and Z"."""
        chunk = self.chunks[at]
        if chunk.kind is not NP or not (at and self.chunks[at - 1].kind is P):
            return chunk.kind is NP
        of = self.keys[self.chunks[at - 1].start] in _OWNING  # after "in" or "near" a comma ends it
        names = self.tags[chunk.head] == self.tags[self.chunks[at + 2].head] == "NNP"
        return of and names and not self._fronted(at)

    def _phrase(self, at: int, n: int) -> Phrase:
        chunk = self.chunks[at]
        return Phrase(chunk.start, self._attached(at, n), (chunk.head,))

    def _attached(self, at: int, limit: int) -> int:
        """Index after a noun phrase and the "of …" that belong to it."""
        end = self.chunks[at].end
        while at + 2 < min(limit, len(self.chunks)):
            link, noun = self.chunks[at + 1], self.chunks[at + 2]
            if link.kind is not P or noun.kind is not NP or noun.time:
                break
            if self.keys[link.start] in _CIRCUMSTANCE:
                break
            at, end = at + 2, noun.end
        return end

    def _antecedent(self, at: int) -> Phrase | None:
        """What a relative pronoun stands for: the noun phrase before it."""
        back = at - 1
        while back >= 0 and self.chunks[back].kind in (COMMA, P, QUOTE):
            back -= 1
        return self._phrase(back, back + 1) if back >= 0 and self.chunks[back].kind is NP else None

    def _opening(self, at: int) -> int | None:
        """Where to look on before a comma or bracket that closes what stands between; None where none was opened."""
        kind = self.chunks[at].kind
        if kind is COMMA and (first := counted_in(self.chunks, self.keys, at)) is not None:
            return first
        for back in range(at - 1, max(-1, at - 25), -1):
            chunk = self.chunks[back]
            if chunk.kind is kind:
                between = self.chunks[back + 1 : at]
                clause = [c for c in between if c.kind is VG]
                opened = between[0].kind in (WH, P, NP, ADV, SC, CC) if between else False
                reduced = bool(clause) and between[0].kind is VG
                if between and (not clause or between[0].kind in (WH, SC) or reduced or kind is STOP):
                    return back - 1 if opened or reduced or kind is STOP else None
                return None
            if kind is COMMA and chunk.kind is STOP:
                return None
        return None

    def _shared(self, at: int, n: int) -> Phrase | None:
        """The subject of the verb before, which a verb after "and", a comma or another verb goes on with."""
        for back in range(at, -1, -1):
            chunk = self.chunks[back]
            if chunk.kind is VG and (back == at or not self._hangs(back)):
                return self._subject(back)
            if chunk.kind is STOP:
                return None
        return None

    def _hangs(self, n: int) -> bool:
        """Whether a verb belongs to a noun and not to the clause: relative, reduced, or an infinitive."""
        return self._relative(n) or self._is_reduced(n) or self.tags[self.chunks[n].start] == "TO"

    def _object(self, n: int) -> Phrase | None:
        at = n + 1
        while at < len(self.chunks) and self.chunks[at].kind in (ADV, QUOTE):
            at += 1
        if at < len(self.chunks) and self.chunks[at].time and self.keys[self.chunks[at].end :][:1] in (["of"], ("of",)):
            return Phrase(self.chunks[at].start, self._attached(at, len(self.chunks)), (self.chunks[at].head,))
        if at >= len(self.chunks) or self.chunks[at].time:
            return None  # "declared three days of mourning", but "arrived on two days"
        if self.chunks[at].kind is NP:
            return self.row(at)
        shared = self.chunks[at].kind is CC and at + 1 < len(self.chunks) and self.chunks[at + 1].kind is VG
        # "invaded and held X"
        return self._object(at + 1) if shared and not self._has_be(self.chunks[at + 1]) else None

    def _agent(self, n: int) -> Phrase | None:
        for at in range(n + 1, min(len(self.chunks) - 1, n + 12)):
            chunk = self.chunks[at]
            if chunk.kind in (VG, STOP, WH) or (chunk.kind is COMMA and at > n + 4):
                return None
            if chunk.kind is P and self.keys[chunk.start] == "by" and self.chunks[at + 1].kind is NP:
                return None if self.chunks[at + 1].time else self.row(at + 1)
        return None

    def row(self, at: int) -> Phrase:
        """A noun phrase with those joined to it and what is attached: "the mayor of X, his driver and a guard"."""
        start, heads = self.chunks[at].start, [self.chunks[at].head]
        limit = len(self.chunks)
        while True:
            end = self._attached(at, limit)
            at = next((i for i in range(at, limit) if self.chunks[i].end == end), at)
            link = at + 1
            while link < limit and self.chunks[link].kind in (COMMA, CC):
                link += 1
            listed = link > at + 1 and link < limit and self.chunks[link].kind is NP and not self.chunks[link].time
            between = at > 0 and self.chunks[at - 1].kind is P and self.keys[self.chunks[at - 1].start] == "between"
            verbal = (
                not between and link + 1 < limit and self.chunks[link + 1].kind is VG and not self._is_reduced(link + 1)
            )
            last_by_comma = listed and all(self.chunks[i].kind is COMMA for i in range(at + 1, link))
            if not listed or verbal or (last_by_comma and not self._list_goes_on(link)):
                return Phrase(start, end, tuple(heads))
            at = link
            heads.append(self.chunks[at].head)

    def _list_goes_on(self, at: int) -> bool:
        """Whether "and" follows in a row of noun phrases parted by commas."""
        for i in range(at + 1, min(len(self.chunks), at + 10)):
            kind = self.chunks[i].kind
            if kind is CC:
                return True
            if kind not in (COMMA, NP, P):
                return False
        return False
