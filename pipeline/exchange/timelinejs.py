"""TimelineJS 3: one slide an event. Its readers render HTML, so every text is escaped.

An event open on one side stands at the side that is known, and its date in words says so. One without a date can't
stand on the line; the title slide names it, so that the sum comes out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import islice
from typing import BinaryIO

from pipeline.exchange.chosen import Chosen, Row
from pipeline.exchange.words import cited, encoded, link, listed, said, where

NAMED = 30  # undated events that the title slide names; it counts the others


def write(chosen: Chosen, out: BinaryIO) -> None:
    """The JSON that TimelineJS reads: `title`, `events`, `scale`."""
    title = {"unique_id": "about", "text": {"headline": "Dateline", "text": _about(chosen)}}
    begin = json.dumps({"title": title}, ensure_ascii=False, indent=1).removesuffix("\n}")
    out.write(encoded(f'{begin},\n "events": '))
    out.writelines(listed((_slide(*told) for told in chosen.told("events") if _dated(told[0])), depth=1))
    out.write(b',\n "scale": "human"\n}')


def _dated(row: Row) -> bool:
    return bool(row["earliest"] or row["latest"])


def _slide(row: Row, sources: dict[str, Row]) -> Row:
    first, last = row["earliest"] or row["latest"], row["latest"] or row["earliest"]
    words = said(row["edtf"])
    slide: Row = {
        "unique_id": f"event-{row['event_id']}",
        "start_date": _date(first),
        "display_date": escape(words),
        "text": {"headline": _bidi(row["title"] or "Untitled event"), "text": _text(row, sources)},
        "group": escape(str(row["event_type"])),
        "autolink": False,
    }
    return slide | {"end_date": _date(last)} if last != first else slide


def _date(day: date) -> Row:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(row: Row, sources: dict[str, Row]) -> str:
    caution = "" if row["status"] in ("occurred", "ongoing") else f" · {row['status']}"
    parts = [f"<p>{escape(where(row))} · {escape(str(row['event_type']))}{escape(caution)}</p>"]
    if row["evidence"]:
        parts.append(f"<blockquote>{_bidi(row['evidence'])}</blockquote>")
    for document in row["documents"] or ():
        source = sources.get(document, {"document": document})
        words, url = _bidi(cited(source)), link(source.get("url"))
        parts.append(f'<p><a href="{escape(url)}">{words}</a></p>' if url else f"<p>{words}</p>")
    return "".join(parts)


def _about(chosen: Chosen) -> str:
    total, undated = chosen.count("events"), sum(1 for _ in _undated(chosen))
    lines = [f"<p>{escape(name)}: {_bidi(value)}</p>" for name, value in chosen.provenance.entries]
    lines.append(f"<p>{total - undated} of {total} events are on the line; {undated} have no date.</p>")
    if undated:
        named = islice(_undated(chosen), NAMED)
        items = "".join(f"<li>{_bidi(row['title'] or 'Untitled event')}</li>" for row in named)
        more = f"<li>and {undated - NAMED} more</li>" if undated > NAMED else ""
        lines.append(f"<ul>{items}{more}</ul>")
    return "".join(lines)


def _undated(chosen: Chosen) -> Iterator[Row]:
    return (row for row in chosen.rows("events", ("title", "earliest", "latest")) if not _dated(row))


def _bidi(value: object) -> str:
    """Text set apart, so that its direction turns nothing around it."""
    return f"<bdi>{escape(str(value))}</bdi>"
