"""One document through all stages, in order."""

from __future__ import annotations

from pipeline import language, timex
from pipeline.clean import clean
from pipeline.dating import date_document
from pipeline.events import find_events
from pipeline.groups import Registry, find_groups, load_registry, settle
from pipeline.model import Analysis, BlockKind, Document, GroupMention
from pipeline.places import find_places, load_gazetteer
from pipeline.places.complete import Ask, complete
from pipeline.places.publishers import home

# Kinds of block whose dates count: the report's own words, and the lines that say when and by whom it was written.
DATED = (
    BlockKind.TITLE,
    BlockKind.BODY,
    BlockKind.DATELINE,
    BlockKind.BYLINE,
    BlockKind.CREDIT,
    BlockKind.SOURCE,
)


def analyse(document: Document, ask: Ask | None = None) -> Analysis:
    """All that `document` yields. Deterministic; knows no other document.

    `ask` answers for names that the gazetteer lacks; without it they stay open.
    """
    prose = clean(document)
    code = document.language or language.detect(prose.masked(BlockKind.TITLE, BlockKind.BODY))
    text = prose.masked(*DATED)
    registry, gazetteer = load_registry(), load_gazetteer()
    expressions = timex.find(text, code)
    # Names of groups help to date a text, and once it is dated those of several parties are settled as of that time.
    named = find_groups(document.id, prose, registry)
    publication = date_document(document, prose, expressions, named, registry)
    groups = settle(named, registry, publication.interval)
    dates = timex.resolve(document.id, text, expressions, publication, prose)
    masks = tuple(named.span for named in groups if not _names_a_state(named, registry))
    places = find_places(document.id, prose, gazetteer, language=code, masks=masks, home=home(document, prose))
    if ask:
        places = complete(places, gazetteer, ask)
    events = find_events(document, prose, publication, dates, places, groups, registry, language=code)
    return Analysis(document, code, prose, publication, dates, places, groups, events)


def _names_a_state(named: GroupMention, registry: Registry) -> bool:
    """The state in "the Malian government" or "US troops" stays a place; the name of any other party is none."""
    return named.group_id is not None and registry.group(named.group_id).kind == "government"
