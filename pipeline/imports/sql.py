"""The SQL that turns records into rows, made from a mapping. Names and texts of the user's are quoted, never pasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.imports.mapping import Mapping
from pipeline.imports.source import FILE, RECORD, identifier, literal

EDTF = "edtf"
LONGEST = 160  # characters of a document's id before it is shortened
UNIT = chr(31)  # between the parts of a text
_UNIT = "chr(31)"


def cell(column: str) -> str:
    """A cell without space around it, null where empty or where no column is named."""
    return f"nullif(trim({identifier(column)}, ' \t\r\n'), '')" if column else "NULL::VARCHAR"


def code(column: str) -> str:
    """A code: "1" where a spreadsheet has made it "1.0"; "" where no column is named."""
    return f"regexp_replace({cell(column)}, '\\.0+$', '')" if column else "''"


def number(column: str) -> str:
    return f"TRY_CAST({cell(column)} AS DOUBLE)"


def degrees(column: str) -> str:
    """A number no larger than 180: what follows a comma can only be its decimals."""
    return f"TRY_CAST(replace({cell(column)}, ',', '.') AS DOUBLE)"


def day(column: str, formats: Sequence[str]) -> str:
    """A day in one of the formats, a time after it left out; null where it is none of them."""
    given = [literal(form) for form in formats if form != EDTF]
    if not column or not given:
        return "NULL::DATE"
    bare = f"regexp_replace({cell(column)}, '[ T]\\d{{1,2}}:\\d{{2}}(:\\d{{2}}.*)?$', '')"
    return f"try_strptime({bare}, [{', '.join(given)}])::DATE"


def revision(column: str) -> str:
    """When a record was last changed, as a number: one as it stands, of a day or time its seconds; else null."""
    if not column:
        return "NULL::BIGINT"
    return f"coalesce(TRY_CAST({cell(column)} AS BIGINT), epoch(TRY_CAST({cell(column)} AS TIMESTAMP))::BIGINT)"


def split(column: str, separator: str) -> str:
    """The items of a cell."""
    if not separator:
        return f"[{cell(column)}]"
    return f"list_transform(string_split({cell(column)}, {literal(separator)}), lambda x: trim(x))"


KEPT = frozenset({"judged", "doubles", "events"})  # of the steps, those of which the rows are kept


def steps(mapping: Mapping, taken: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and queries of `cells`, `judged`, `doubles`, `rejected`, `good`, `events`, `claimed`, `told`,
    each made from those before it."""
    yield "cells", f"SELECT {FILE} AS file, {RECORD} AS record, {', '.join(_cells(mapping))} FROM raw"
    yield "judged", f"SELECT c.*, {_verdict(mapping)} AS reason FROM {_with_days()}"
    yield "doubles", _doubles(mapping, taken)
    yield (
        "rejected",
        "SELECT file, record, NULL::VARCHAR AS own_id, 'the line is not a record of the file: ' || reason AS reason "
        "FROM unread UNION ALL SELECT file, record, own_id, reason FROM judged WHERE reason IS NOT NULL "
        "UNION ALL SELECT file, record, own_id, reason FROM doubles",
    )
    yield "good", "SELECT * FROM judged ANTI JOIN doubles USING (file, record) WHERE reason IS NULL"
    yield "events", _events(mapping)
    yield (
        "claimed",
        "SELECT *, unnest(documents) AS document, generate_subscripts(documents, 1) AS nth FROM events",
    )
    yield "told", _told(mapping)


def _cells(mapping: Mapping) -> Iterator[str]:
    event, date, place, toll = mapping.event, mapping.date, mapping.place, mapping.toll
    everything = ", ".join(identifier(name) for name in mapping.columns)
    yield f"{cell(event.id) if event.id else f'left(md5(concat_ws({_UNIT}, {everything})), 16)'} AS own_id"
    yield f"{cell(date.earliest)} AS first_text, {day(date.earliest, date.formats)} AS first_read"
    yield f"{cell(date.latest)} AS last_text, {day(date.latest, date.formats)} AS last_read"
    yield f"{code(date.precision)} AS date_code, {code(place.precision)} AS place_code"
    yield f"{cell(place.latitude)} AS latitude_text, {cell(place.longitude)} AS longitude_text"
    yield f"{degrees(place.latitude)} AS latitude, {degrees(place.longitude)} AS longitude"
    yield f"{cell(place.country)} AS country_text, {_place_name(mapping)} AS place_text"
    yield f"{_first([*(cell(column) for column in event.evidence), _words_of(mapping)])} AS evidence"
    yield f"lower({cell(event.status)}) AS status_text, {revision(event.revised)} AS revised"
    yield f"{cell(event.title[0] if event.title else '')} AS head"
    yield f"nullif(concat_ws(', ', {', '.join(cell(c) for c in event.title[1:]) or 'NULL'}), '') AS rest"
    yield f"[{', '.join(f'lower({cell(c)})' for c in mapping.type.columns)}]::VARCHAR[] AS type_texts"
    for name in ("low", "high", "best"):
        yield f"{cell(getattr(toll, name))} AS {name}_text, TRY_CAST({number(getattr(toll, name))} AS BIGINT) AS {name}"
    counted = [f"{literal(c + ' ')} || {cell(c)}" for c in (toll.best, toll.low, toll.high) if c]
    yield f"concat_ws(', ', {', '.join(counted) or 'NULL'}) AS toll_text"
    parties = [f"array_to_string({split(c, mapping.parties.separator)}, {_UNIT})" for c in mapping.parties.columns]
    yield f"concat_ws({_UNIT}, {', '.join(parties) or 'NULL'}) AS parties"
    yield from _source_cells(mapping)


def _words_of(mapping: Mapping) -> str:
    """What a record without notes says, cell by cell: "SQLDATE 20190314; EventCode 190; Actor1Name MALI"."""
    date, place = mapping.date, mapping.place
    told = [mapping.event.id, date.earliest, date.latest, *mapping.type.columns, *mapping.parties.columns]
    told += [place.latitude, place.longitude]
    cells = [f"{literal(name + ' ')} || {cell(name)}" for name in dict.fromkeys(told) if name]
    return f"concat_ws('; ', {', '.join(cells)})"


def _place_name(mapping: Mapping) -> str:
    place = mapping.place
    named = [(c, p.name) for c, p in place.codes.items() if p.name] if place.precision else []
    cases = "".join(f" WHEN {literal(c)} THEN {cell(name)}" for c, name in named)
    text = f"CASE {code(place.precision)}{cases} END" if named else cell(place.otherwise.name)
    return f"split_part({text}, ',', 1)" if place.before_comma else text


def _source_cells(mapping: Mapping) -> Iterator[str]:
    source = mapping.source
    link = f"regexp_matches({cell(source.url)}, '^https?://')"
    stray = (
        [f"CASE WHEN NOT {link} THEN {cell(source.url)} END"] if source.url else []
    )  # "BBC Monitoring" for an address
    names = _first([*(cell(column) for column in source.names), *stray])
    yield f"{_items(names, source.separator)} AS publishers"
    yield f"{_items(cell(source.titles), source.separator)} AS headlines"
    formats = ", ".join(literal(form) for form in source.date_formats) or "''"
    yield (
        f"list_transform({_items(cell(source.dates), source.separator)}, "
        f"lambda x: try_strptime(x, [{formats}])::DATE) AS days"
    )
    yield f"CASE WHEN {link} THEN {cell(source.url)} END AS url"


def _items(text: str, separator: str) -> str:
    if not separator:
        return f"[{text}]"
    return f"list_transform(string_split({text}, {literal(separator)}), lambda x: nullif(trim(x, ' \"'), ''))"


def _first(expressions: Sequence[str]) -> str:
    return f"coalesce({', '.join(expressions)})" if expressions else "NULL::VARCHAR"


def _with_days() -> str:
    """Cells with first and last day, from a format or from EDTF."""
    return (
        "(SELECT k.*, coalesce(k.first_read, e.first_day) AS first_day, "
        "coalesce(k.last_read, l.last_day, CASE WHEN k.last_text IS NULL THEN coalesce(k.first_read, e.last_day) END) "
        "AS last_day, "
        "CASE WHEN k.last_text IS NULL OR k.last_text = k.first_text THEN e.edtf END AS said, "
        "CASE WHEN k.last_text IS NULL OR k.last_text = k.first_text THEN e.precision END AS said_precision, "
        "e.text IS NOT NULL AS first_known, l.text IS NOT NULL AS last_known "
        "FROM cells k LEFT JOIN edtf_dates e ON k.first_read IS NULL AND k.first_text = e.text "
        "LEFT JOIN edtf_dates l ON k.last_read IS NULL AND k.last_text = l.text) c "
        "LEFT JOIN date_codes d ON d.code = c.date_code LEFT JOIN place_codes p ON p.code = c.place_code"
    )


def _verdict(mapping: Mapping) -> str:
    """Why a record gives no event; null where it gives one. A cell that is empty is no fault, one that is wrong is."""
    date, place = mapping.date, mapping.place
    cases = [f"WHEN c.own_id IS NULL THEN {literal(f'{mapping.event.id} is empty')}"]

    def case(condition: str, column: str, shown: str, fault: str) -> None:
        if column:
            cases.append(f"WHEN {condition} THEN {literal(f'{column} ')} || coalesce({shown}, '') || {literal(fault)}")

    for column, text, read, known in (
        (date.earliest, "first_text", "first_read", "first_known"),
        (date.latest, "last_text", "last_read", "last_known"),
    ):
        case(f"c.{text} IS NOT NULL AND c.{read} IS NULL AND NOT c.{known}", column, f"c.{text}", " is no date")
    case("c.first_day > c.last_day", date.latest, "c.last_text", f" is before {date.earliest}")
    known = f" is none of {', '.join(date.codes)}"
    case("c.first_text IS NOT NULL AND d.code IS NULL", date.precision, "c.date_code", known)
    for column, name, limit in ((place.latitude, "latitude", 90), (place.longitude, "longitude", 180)):
        wrong = f"c.{name}_text IS NOT NULL AND NOT coalesce(c.{name} BETWEEN -{limit} AND {limit}, false)"
        case(wrong, column, f"c.{name}_text", f" lies not between -{limit} and {limit}")
    case("(c.latitude IS NULL) <> (c.longitude IS NULL)", place.latitude, "c.latitude_text", " is only half a place")
    known = f" is none of {', '.join(place.codes)}"
    case("c.latitude IS NOT NULL AND p.code IS NULL", place.precision, "c.place_code", known)
    for name in ("low", "high", "best"):
        wrong = f"c.{name}_text IS NOT NULL AND coalesce(c.{name} < 0, true)"
        case(wrong, getattr(mapping.toll, name), f"c.{name}_text", " is no count")
    case("c.low > c.high", mapping.toll.low, "c.low_text", f" is above {mapping.toll.high}")
    return f"CASE {' '.join(cases)} END"


def _doubles(mapping: Mapping, taken: Sequence[str]) -> str:
    """Records whose id another one has: one that was revised later, one before it, or one of another import."""
    first = (
        "SELECT file, record, own_id, CASE WHEN revised < newest OR revised IS NULL AND newest IS NOT NULL "
        "THEN 'a newer record has its id' ELSE 'an earlier record has its id' END AS reason FROM ("
        "SELECT file, record, own_id, revised, max(revised) OVER (PARTITION BY own_id) AS newest, "
        "row_number() OVER (PARTITION BY own_id ORDER BY revised DESC NULLS LAST, file, record) AS nth "
        "FROM judged SEMI JOIN (SELECT own_id FROM judged WHERE reason IS NULL GROUP BY own_id HAVING count(*) > 1) "
        "USING (own_id) WHERE reason IS NULL) WHERE nth > 1"
    )
    if not taken:
        return first
    other = (
        "SELECT event_id, min(regexp_extract(filename, '([^/\\\\]+)[/\\\\]events.parquet$', 1)) AS name "
        f"FROM read_parquet([{', '.join(literal(path) for path in taken)}], filename = true) GROUP BY event_id"
    )
    return (
        f"WITH own AS ({first}), known AS (SELECT j.file, j.record, j.own_id, "
        f"'the import ' || t.name || ' has its id' AS reason FROM judged j JOIN ({other}) t "
        f"ON t.event_id = {literal(mapping.origin + ':')} || j.own_id WHERE j.reason IS NULL) "
        "SELECT * FROM known UNION ALL SELECT * FROM own ANTI JOIN known USING (file, record)"
    )


def _events(mapping: Mapping) -> str:
    typed = [f"t{i}" for i in range(len(mapping.type.columns))]
    joins = "".join(f" LEFT JOIN type_values {t} ON {t}.value = g.type_texts[{i + 1}]" for i, t in enumerate(typed))
    kinds, says, states = (_first([f"{t}.{c}" for t in typed]) for c in ("event_type", "says", "status"))
    shaped = (
        f"SELECT {literal(mapping.origin + ':')} || g.own_id AS event_id, coalesce({says}, g.head) AS head, g.rest, "
        f"g.evidence, coalesce({kinds}, {literal(mapping.type.otherwise)}) AS event_type, "
        f"coalesce(s.value, {states}, 'occurred') AS status, {_event_days(mapping)}, {_event_place(mapping)}, "
        f"parties_of(g.parties) AS sides, {_documents(mapping)} AS documents, "
        f"{_toll()} AS toll, g.revised FROM good g "
        "LEFT JOIN date_codes d ON d.code = g.date_code LEFT JOIN place_codes p ON p.code = g.place_code "
        "LEFT JOIN countries k ON k.text = g.country_text LEFT JOIN status_values s ON s.value = g.status_text "
        "LEFT JOIN areas a ON a.code = g.place_code AND a.country = g.country_text "
        f"AND a.text = coalesce(g.place_text, ''){joins}"
    )
    return (
        "SELECT *, sides.groups AS groups, sides.actors AS actors, "
        "CASE WHEN rest IS NULL THEN left(coalesce(head, evidence, event_type), 300) "
        f"ELSE left(concat_ws(': ', head, rest), 300) END AS title, {_edtf()} AS edtf, "
        "CASE WHEN earliest IS NOT NULL OR latest IS NOT NULL THEN width END AS precision FROM (SELECT * REPLACE ("
        "list_filter(documents, lambda x, i: list_position(documents, x) = i) AS documents) "
        f"FROM ({shaped}))"
    )


def _event_days(mapping: Mapping) -> str:
    """The interval: a record's own first and last day; a single day as wide as its code says."""
    single = "g.first_day = g.last_day AND g.said IS NULL"
    month, year = "date_trunc('month', g.first_day)", "date_trunc('year', g.first_day)"
    begins = _widened("first_day", single, month, year, "- d.before")
    ends = _widened("last_day", single, "last_day(g.last_day)", "make_date(year(g.last_day), 12, 31)", "+ d.after")
    rule = literal(f"{mapping.origin}-{mapping.date.precision or 'date'}")
    return (
        f"({begins})::DATE AS earliest, ({ends})::DATE AS latest, g.said, "
        "CASE WHEN g.said IS NOT NULL THEN g.said_precision WHEN g.first_day < g.last_day AND d.precision = 'day' "
        f"THEN 'range' ELSE d.precision END AS width, d.about AND coalesce({single}, false) AS about, "
        "CASE WHEN g.last_text IS NULL OR g.last_text = g.first_text THEN g.first_text "
        "ELSE concat_ws(' – ', g.first_text, g.last_text) END AS date_text, "
        f"concat_ws('-', {rule}, nullif(g.date_code, '')) AS date_rule"
    )


def _event_place(mapping: Mapping) -> str:
    """Name and circle: a province or country as the gazetteer has it, anything else where the record puts it."""
    country = "g.country_text" if mapping.place.country_system == "name" else "NULL::VARCHAR"  # a code is no name
    named = f"coalesce(g.place_text, {country})"
    rule = literal(f"{mapping.origin}-{mapping.place.precision or 'place'}")
    placed = {
        "place_kind": "p.kind",
        "latitude": "coalesce(a.latitude, g.latitude)",
        "longitude": "coalesce(a.longitude, g.longitude)",
        "radius_km": "coalesce(a.radius_km, p.radius_km)",
        "geonames_id": "a.geonames_id",
        "place_rule": f"concat_ws('-', {rule}, nullif(g.place_code, ''))",
    }
    on_map = "g.latitude IS NOT NULL AND NOT p.nowhere"
    columns = [f"CASE WHEN {on_map} THEN {value} END AS {name}" for name, value in placed.items()]
    columns.append(f"CASE WHEN {on_map} THEN coalesce(a.name, {named}) ELSE {named} END AS place")
    return ", ".join([*columns, "k.code AS country_code", f"{named} AS place_text"])


def _widened(side: str, single: str, month: str, year: str, days: str) -> str:
    return (
        f"CASE WHEN NOT coalesce({single}, false) THEN g.{side} WHEN d.whole = 'month' THEN {month} "
        f"WHEN d.whole = 'year' THEN {year} ELSE g.{side} {days}::INTEGER END"
    )


def _edtf() -> str:
    """The shortest EDTF of the interval, its ends marked where they are approximate."""
    month = "earliest = date_trunc('month', earliest) AND latest = last_day(earliest)"
    year = "month(earliest) = 1 AND day(earliest) = 1 AND latest = make_date(year(earliest), 12, 31)"
    mark = "CASE WHEN about THEN '~' ELSE '' END"
    return (
        "CASE WHEN said IS NOT NULL THEN said WHEN earliest IS NULL AND latest IS NULL THEN NULL "
        "WHEN earliest IS NULL OR latest IS NULL "
        "THEN coalesce(earliest::VARCHAR, '..') || '/' || coalesce(latest::VARCHAR, '..') "
        f"WHEN earliest = latest THEN earliest::VARCHAR || {mark} WHEN {year} THEN strftime(earliest, '%Y') || {mark} "
        f"WHEN {month} THEN strftime(earliest, '%Y-%m') || {mark} "
        f"ELSE earliest::VARCHAR || {mark} || '/' || latest::VARCHAR || {mark} END"
    )


def _toll() -> str:
    high = "coalesce(g.high, g.best, g.low)"
    return (
        f"CASE WHEN {high} > 0 THEN json_array(json_object('kind', 'killed', 'low', coalesce(g.low, g.best, g.high), "
        f"'high', {high}, 'text', g.toll_text, 'start', 0, 'end', 0, 'source', NULL))::VARCHAR END"
    )


def _document_id(mapping: Mapping, publisher: str, headline: str, day: str) -> str:
    bare = literal(mapping.name)
    named = f"concat_ws(', ', coalesce({publisher}, CASE WHEN g.url IS NULL THEN {bare} END), {day}, {headline})"
    whole = f"coalesce(g.url, {named})"
    short = f"left({whole}, {LONGEST}) || '… ' || left(md5({whole}), 8)"
    return f"{literal(mapping.origin + ':')} || CASE WHEN length({whole}) > {LONGEST} THEN {short} ELSE {whole} END"


def _nth() -> tuple[str, str, str]:
    """Publisher, headline and day of the i-th source; headlines and days only where there are as many as publishers."""
    return (
        "g.publishers[i]",
        "CASE WHEN len(g.headlines) = len(g.publishers) THEN g.headlines[i] END",
        "CASE WHEN len(g.days) = len(g.publishers) THEN g.days[i] END",
    )


def _documents(mapping: Mapping) -> str:
    document = _document_id(mapping, *_nth())
    return f"list_transform(range(1, greatest(coalesce(len(g.publishers), 0), 1) + 1), lambda i: {document})"


def _told(mapping: Mapping) -> str:
    """Every source once."""
    publisher, headline, day = _nth()
    host = "nullif(regexp_extract(g.url, '^https?://(?:www\\.)?([^/:?#]+)', 1), '')"
    return (
        f"SELECT {_document_id(mapping, publisher, headline, day)} AS document, any_value({headline}) AS title, "
        f"any_value(coalesce({publisher}, {host}, {literal(mapping.name)})) AS publisher, any_value(g.url) AS url, "
        f"min({day}) AS day FROM (SELECT *, unnest(range(1, greatest(coalesce(len(publishers), 0), 1) + 1)) AS i "
        "FROM good) g GROUP BY document"
    )
