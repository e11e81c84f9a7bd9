"""A briefing as a file (JSON with a version) and as a part of a link. Pure."""

from __future__ import annotations

import base64
import json
import zlib

from views.briefing.model import Briefing, BriefingInvalid, slide_from
from views.texts import say

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
            raise BriefingInvalid(say("brief.invalid.large", megabytes=LARGEST // 1_000_000))
        value = json.loads(text)
        if not isinstance(value, dict) or "dateline_briefing" not in value:
            raise BriefingInvalid(say("brief.invalid.no_briefing"))
        if value["dateline_briefing"] != VERSION:
            raise BriefingInvalid(
                say("brief.invalid.version", found=str(value["dateline_briefing"])[:40], read=VERSION)
            )
        slides = value.get("slides", [])
        if not isinstance(slides, list):
            raise BriefingInvalid(say("brief.invalid.no_list"))
        return Briefing(value.get("title") or "", tuple(_slide(number, s) for number, s in enumerate(slides, start=1)))
    except BriefingInvalid as error:
        raise BriefingInvalid(f"{name}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise BriefingInvalid(say("brief.invalid.no_json", name=name, why=error)) from None


def _slide(number: int, value: object):
    try:
        return slide_from(value)
    except BriefingInvalid as error:
        raise BriefingInvalid(say("brief.invalid.slide", number=number, why=error)) from None


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
            raise BriefingInvalid(say("brief.invalid.cut"))
    except (ValueError, zlib.error) as error:
        if isinstance(error, BriefingInvalid):
            raise
        raise BriefingInvalid(say("brief.invalid.link", why=error)) from None
    return loads(written, say("brief.invalid.the_link"))
