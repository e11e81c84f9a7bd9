"""A briefing as a file (JSON with a version) and as a part of a link. Pure."""

from __future__ import annotations

import base64
import json
import zlib

from views.briefing.model import Briefing, BriefingInvalid, slide_from

VERSION = 1
LONGEST_LINK = 6_000  # characters; servers and mail programs cut longer ones
LARGEST = 2_000_000  # bytes of a file, and of a link once it is unpacked


def dumps(briefing: Briefing) -> str:
    """The briefing's file: the same text for the same briefing."""
    return json.dumps(_values(briefing), ensure_ascii=False, indent=2) + "\n"


def _values(briefing: Briefing) -> dict[str, object]:
    slides = [
        {"title": slide.title, "query": slide.query}
        | ({"note": slide.note} if slide.note else {})
        | ({"frame": list(slide.frame)} if slide.frame else {})
        for slide in briefing.slides
    ]
    return {"dateline_briefing": VERSION, "title": briefing.title, "slides": slides}


def loads(text: str | bytes, name: str = "briefing") -> Briefing:
    """The briefing of a file; `name` is what errors call it. Raises BriefingInvalid."""
    try:
        if len(text) > LARGEST:
            raise BriefingInvalid(f"larger than {LARGEST // 1_000_000} MB")
        value = json.loads(text)
        if not isinstance(value, dict) or "dateline_briefing" not in value:
            raise BriefingInvalid("not a briefing: it has no key “dateline_briefing”")
        if value["dateline_briefing"] != VERSION:
            raise BriefingInvalid(f"version {value['dateline_briefing']!r}; this program reads version {VERSION}")
        slides = value.get("slides", [])
        if not isinstance(slides, list):
            raise BriefingInvalid("slides: not a list")
        return Briefing(value.get("title") or "", tuple(_slide(number, s) for number, s in enumerate(slides, start=1)))
    except BriefingInvalid as error:
        raise BriefingInvalid(f"{name}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise BriefingInvalid(f"{name}: not JSON ({error})") from None


def _slide(number: int, value: object):
    try:
        return slide_from(value)
    except BriefingInvalid as error:
        raise BriefingInvalid(f"slide {number}: {error}") from None


def to_link(briefing: Briefing) -> str | None:
    """The value of a link's parameter; None where it would be too long, and only a file will do."""
    written = json.dumps(_values(briefing), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    text = base64.urlsafe_b64encode(zlib.compress(written, 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST_LINK else None


def from_link(text: str) -> Briefing:
    """The briefing of a link's parameter. Raises BriefingInvalid."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacker = zlib.decompressobj()
        written = unpacker.decompress(packed, LARGEST)  # and no more, whatever the link holds
        if not unpacker.eof:
            raise BriefingInvalid("the link: it is not whole")
    except (ValueError, zlib.error) as error:
        if isinstance(error, BriefingInvalid):
            raise
        raise BriefingInvalid(f"the link: no briefing in it ({error})") from None
    return loads(written, "the link")
