"""A document as HTML with every mention marked, and what is no part of the report greyed. Pure.

A mark says what it is three ways: by colour, by its kind of line, and in words, on hover and to whoever listens. Words
of a document are escaped wherever they stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape

from views import wording
from views.documents.found import Block, Found, Row
from views.texts import say

KINDS = ("date", "place", "group", "event")
PROSE = frozenset({"title", "body", "dateline", "byline", "credit", "source"})  # kinds of block that are read
MASKED = frozenset({"aside", "duplicate", "comment", "sidebar", "chrome"})


def legend() -> str:
    """What the marks mean."""
    kinds = "".join(f'<li><mark class="{kind}">{escape(say(f"documents.kind.{kind}"))}</mark></li>' for kind in KINDS)
    masked = f'<li><span class="dl-masked">{escape(say("documents.masked"))}</span></li>'
    return f'<ul class="dl-marks" aria-label="{escape(say("documents.legend"))}">{kinds}{masked}</ul>'


def reading_html(found: Found, first: int, last: int) -> str:
    """text[first:last] of a document, block by block."""
    blocks = [b for b in found.blocks if b.start < last and b.end > first]
    mentions = [m for m in found.mentions if m["start"] < last and m["end"] > first]
    parts, at, said_of = [], first, None
    for block in sorted(blocks, key=lambda b: b.start):
        start, end = max(block.start, at), min(block.end, last)
        if start >= end:
            continue
        parts.append(_marked(found.text, at, start, mentions))
        parts.append(_block(block, _marked(found.text, start, end, mentions), again=block.kind == said_of))
        at, said_of = end, block.kind
    parts.append(_marked(found.text, at, last, mentions))
    language = f' lang="{escape(found.language)}"' if found.language else ""
    label = escape(say("documents.text_of", document=found.id))
    return f'<article class="dl-reading" dir="auto" aria-label="{label}"{language}>{"".join(parts)}</article>'


def _block(block: Block, content: str, *, again: bool) -> str:
    """A block; why it is left out stands before the first of several of a kind, and on hover at each."""
    if block.kind not in MASKED:
        return f'<span class="dl-block {escape(block.kind)}">{content}</span>'
    why = escape(say("documents.masked_why", kind=say(f"documents.block.{block.kind}"), rule=_words(block.rule)))
    head = "" if again else f'<span class="dl-why">{why}</span>'
    return f'<span class="dl-block dl-masked {escape(block.kind)}" title="{why}">{head}{content}</span>'


def _marked(text: str, first: int, last: int, mentions: Sequence[Row]) -> str:
    """text[first:last] escaped, each stretch that is mentioned in a mark of its kinds."""
    near = [m for m in mentions if m["start"] < last and m["end"] > first]
    cuts = {first, last, *(max(m["start"], first) for m in near), *(min(m["end"], last) for m in near)}
    parts = []
    for start, end in itertools.pairwise(sorted(cuts)):
        over = [m for m in near if m["start"] <= start and end <= m["end"]]
        words = escape(text[start:end])
        if not over or not words.strip():
            parts.append(words)
            continue
        kinds = " ".join(dict.fromkeys(m["kind"] for m in over if m["kind"] in KINDS))
        says = escape(" · ".join(dict.fromkeys(map(said, over))))
        # Words that open several mentions, or go on with one, say it once.
        spoken = f'<span class="dl-spoken"> ({says})</span>' if any(m["start"] == start for m in over) else ""
        parts.append(f'<mark class="{kinds}" tabindex="0" title="{says}" data-says="{says}">{words}{spoken}</mark>')
    return "".join(parts)


def said(mention: Row) -> str:
    """A mention in words: its kind, what it was read as, and the rule."""
    kind = say(f"documents.kind.{mention['kind']}") if mention["kind"] in KINDS else str(mention["kind"])
    return say("documents.mention", kind=kind, value=_value(mention), rule=_words(mention["rule"]))


def _value(mention: Row) -> str:
    kind = mention["kind"]
    if kind == "date":
        return wording.when(mention["edtf"]) if mention["edtf"] else (mention["value"] or say("documents.open"))
    if kind == "place":
        if mention["latitude"] is None:
            return say("documents.open")
        return f"{mention['latitude']:.2f}, {mention['longitude']:.2f} ± {mention['radius_km']:.0f} km"
    if kind == "group":
        return mention["group_id"] or say("documents.open")
    return f"{wording.event_type(mention['event_type'])}, {wording.status(mention['status'])}"


def _words(rule: object) -> str:
    return str(rule or "").replace("-", " ").replace("_", " ")
