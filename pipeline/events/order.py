"""Whose deed a verb tells, by what stands before it: for languages that `pipeline/syntax` does not read."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.events.clauses import Clause, is_past
from pipeline.events.french import agreeing
from pipeline.events.lexicon import Lexicon
from pipeline.events.parties import Party, without_modifiers
from pipeline.events.reader import Reader
from pipeline.events.roles import nearest
from pipeline.events.sentences import Sentence
from pipeline.events.verbs import Verb


def subject_of(
    sentence: Sentence, clauses: Sequence[Clause], position: int, verb: Verb, reader: Reader
) -> tuple[Party, ...]:
    """The parties before a verb; where there are none, those of the clause or sentence before."""
    clause, lexicon = clauses[position], reader.lexicon
    found = reader.parties(sentence, clause.start, verb.start)
    own = without_modifiers(found, sentence, lexicon)
    if own:
        return nearest(sentence, own, verb.start)
    before = [w.key for w in sentence.words[clause.start : verb.start]]
    pronoun = next((w for w in before if lexicon.has("pronouns", w)), None)
    if pronoun:
        earlier = reader.parties(sentence, 0, clause.start)
        return agreeing(pronoun, (*earlier, *reader.subject), reader)
    bare = all(w in lexicon.of("adverbs", "relative") for w in before)
    silent = clause.opener in (",", "and") or bare or lexicon.has("relative", clause.opener)
    if position and silent:
        if lexicon.has("relative", clause.opener) and bare:
            return reader.parties(sentence, clauses[position - 1].start, clause.start)[-1:]
        back = _host_clause(sentence, clauses, position, lexicon)
        return subject_of(
            sentence, clauses, back, replace(verb, start=_first_verb(sentence, clauses[back], lexicon)), reader
        )
    return ()


def _first_verb(sentence: Sentence, clause: Clause, lexicon: Lexicon) -> int:
    """Index of the first finite verb of a clause, of its end where it has none: its subject stands before."""
    for index in range(clause.start + 1, clause.end):
        if lexicon.has("be", sentence.words[index].key) or lexicon.has("have", sentence.words[index].key):
            return index
        if is_past(sentence, lexicon, index) and not _is_adjective(sentence, lexicon, index):
            return index
    return clause.end


def _is_adjective(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether an -ed word describes the noun after it: "suspected militants", "armed men"."""
    following = sentence.words[index + 1] if index + 1 < len(sentence.words) else None
    if following is None or sentence.gap(index + 1).strip():
        return False
    named = sentence.inside_name(index + 1) and not lexicon.has("determiners", following.key)
    return (
        (named and index - 1 >= 0 and "," in sentence.gap(index))
        or lexicon.has("parties", following.key)
        or (
            sentence.words[index].key
            in ("suspected", "alleged", "unidentified", "armed", "masked", "hooded", "presumed")
        )
    )


def _host_clause(sentence: Sentence, clauses: Sequence[Clause], position: int, lexicon: Lexicon) -> int:
    """Index of the clause whose subject a clause without one goes on with.

    That before, but not what stands in brackets or between dashes, nor what somebody said where he goes on to say more.
    """
    clause, back = clauses[position], position - 1
    resumed = back and sentence.keys[clause.start] in lexicon.resumes
    if resumed and clauses[back].opener in {",", *lexicon.of("clause", "relative")}:
        return back - 1
    apart = "," in sentence.gap(clause.start) and clauses[back].opener == ","
    if back and apart and sentence.words[clauses[back].start].key in ("with", "including", "along", "backed"):
        return back - 1
    if back and _closes(sentence.gap(clause.start)) and _closes(sentence.gap(clauses[back].start)):
        return back - 1
    saying = clause.opener == "and" and any(
        lexicon.has("says", w.key) for w in sentence.words[clause.start : clause.start + 3]
    )
    while saying and back and clauses[back].opener not in ("", ":"):
        back -= 1
    return back


def _closes(gap: str) -> bool:
    return any(mark in gap for mark in "()—–") or " - " in gap
