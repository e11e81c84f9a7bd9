"""Web pages saved as HTML: their main text, and what their head states."""

from __future__ import annotations

import trafilatura
from lxml import html as lxml_html

from pipeline.read.decode import decode
from pipeline.read.raw import Parsed, Unreadable
from pipeline.settings import Limits

_MOST_BYTES = 50_000_000  # markup takes many times its size in memory


def parse(content: bytes, source: str, limits: Limits) -> Parsed:
    """The main text of a page, without navigation and comments. Raises Unreadable.

    The date that a page's markup states is the site's and may be the day it was crawled or restyled, so it is not
    taken for the publication date; title, address, publisher and language are.
    """
    if len(content) > min(_MOST_BYTES, limits.bytes):
        raise Unreadable(f"it holds {len(content) / 1e6:,.0f} MB", "save the page's text as .txt", source)
    if not content.strip():
        raise Unreadable("the file is empty", "save the page again, or leave it out", source)
    page = _page(content, source)
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_precision=False)
    if not text:
        raise Unreadable("no main text was found in the page", "save the page's text as .txt", source)
    return Parsed(text, _metadata(page))


def _page(content: bytes, source: str) -> str:
    try:
        declared = lxml_html.fromstring(content).xpath("//meta/@charset")
        if declared:
            return content.decode(str(declared[0]))
    except (LookupError, UnicodeDecodeError, ValueError):
        pass  # what the page declares of its encoding is often wrong
    except Exception as error:  # lxml's parser errors share no base class
        raise Unreadable(f"it is not HTML: {error}", "save the page again", source) from error
    return decode(content, source)


def _metadata(page: str) -> dict[str, object]:
    found = trafilatura.extract_metadata(page)
    language = lxml_html.fromstring(page.encode()).xpath("string(/html/@lang)")
    return {
        "title": found.title if found else None,
        "publisher": found.sitename if found else None,
        "url": found.url if found else None,
        "language": language[:2].lower() if language[:2].isalpha() else None,
    }
