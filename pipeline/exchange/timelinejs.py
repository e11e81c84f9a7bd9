"""TimelineJS 3: one slide an event. Its readers render HTML, so every text is escaped.

An event open on one side stands at the side that is known, and its date in words says so. One without a date can't
stand on the line; the title slide names it, so that the sum comes out.
"""

from __future__ import annotations

import json
from datetime import date
from html import escape

from pipeline.exchange.extract import Extract, Row, cited, link, records, said, sources_by_id, where

NAMED = 30  # undated events that the title slide names; it counts the others


def write(chosen: Extract) -> bytes:
    """The JSON that TimelineJS reads: `title`, `events`, `scale`."""
    sources = sources_by_id(chosen)
    rows = list(records(chosen.events))
    dated = [row for row in rows if row["earliest"] or row["latest"]]
    undated = [row for row in rows if not (row["earliest"] or row["latest"])]
    timeline = {
        "title": {"unique_id": "about", "text": {"headline": "Dateline", "text": _about(chosen, len(rows), undated)}},
        "events": [_slide(row, sources) for row in dated],
        "scale": "human",
    }
    return json.dumps(timeline, ensure_ascii=False, indent=1).encode("utf-8", "replace")


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


def _about(chosen: Extract, total: int, undated: list[Row]) -> str:
    lines = [f"<p>{escape(name)}: {_bidi(value)}</p>" for name, value in chosen.provenance.entries]
    lines.append(f"<p>{total - len(undated)} of {total} events are on the line; {len(undated)} have no date.</p>")
    if undated:
        items = "".join(f"<li>{_bidi(row['title'] or 'Untitled event')}</li>" for row in undated[:NAMED])
        more = f"<li>and {len(undated) - NAMED} more</li>" if len(undated) > NAMED else ""
        lines.append(f"<ul>{items}{more}</ul>")
    return "".join(lines)


def _bidi(value: object) -> str:
    """Text set apart, so that its direction turns nothing around it."""
    return f"<bdi>{escape(str(value))}</bdi>"
