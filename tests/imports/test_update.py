"""An import brought up to date by later files: the newer record of an event counts, what they lack stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline import store
from pipeline.__main__ import app
from pipeline.build import bring_in
from pipeline.imports import Changes, ImportFailed, read_mapping, run_import
from pipeline.store.columns import EVENTS
from tests.imports import invented


def record(number, notes="As first told.", timestamp="1600000000", **more):
    return invented.acled_row(event_id_cnty=f"X{number}", notes=notes, timestamp=timestamp, **more)


def told(directory):
    """What the table says of each imported event."""
    return store.open_table(directory).events.set_index("event_id")["evidence"].to_dict()


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in ("import", *words)])


FIRST = [record(n) for n in range(4)]
NOW = "As told now."
UPDATE = [record(0, NOW, "1700000000"), record(1, timestamp="1700000000"), record(9, NOW, "1700000000")]


@pytest.fixture
def table(tmp_path):
    """A table with an import of four events."""
    directory = tmp_path / "table"
    bring_in([invented.acled(tmp_path / "first.csv", FIRST)], directory)
    return directory


def test_an_update_changes_what_it_has_and_keeps_the_rest(table, tmp_path):
    """Of an export of changed rows the changed event is changed, the new one added, and no other one lost."""
    outcome, summary = bring_in([invented.acled(tmp_path / "update.csv", UPDATE)], table)
    assert outcome.changes == Changes(added=1, changed=1, unchanged=1, kept=2)
    assert (outcome.read, outcome.imported, outcome.events) == (3, 3, 5) == (3, 3, summary.events)
    assert told(table) == {"acled:X0": NOW, "acled:X9": NOW} | {f"acled:X{n}": "As first told." for n in (1, 2, 3)}
    found = store.open_table(table)
    assert set(found.claims["event_id"]) == set(found.events["event_id"])
    assert {d for ids in found.events["documents"] for d in ids} == set(found.documents["document"])


def test_an_older_row_does_not_win(table, tmp_path):
    """A row whose time stamp is before that of what is there changes nothing, whenever it is imported."""
    bring_in([invented.acled(tmp_path / "update.csv", UPDATE)], table)
    before = (table / "events.parquet").read_bytes()
    outcome, _ = bring_in([tmp_path / "first.csv"], table)
    assert outcome.changes == Changes(unchanged=2, older=2, kept=1)
    assert (table / "events.parquet").read_bytes() == before


def test_the_same_file_again_changes_nothing(table, tmp_path):
    """Every record is as it was, and so is every byte of the table."""
    before = (table / "events.parquet").read_bytes()
    outcome, _ = bring_in([tmp_path / "first.csv"], table)
    assert outcome.changes == Changes(unchanged=4)
    assert (table / "events.parquet").read_bytes() == before


def test_without_time_stamps_the_later_import_counts(table, tmp_path):
    """An export without the column still brings what it has, and what came last counts."""
    rows = [row | {"timestamp": ""} for row in UPDATE]
    columns = [name for name in invented.ACLED if name != "timestamp"]
    path = tmp_path / "bare.csv"
    path.write_text(invented.table(columns, rows), encoding="utf-8")
    assert bring_in([path], table)[0].changes == Changes(added=1, changed=1, unchanged=1, kept=2)
    assert told(table)["acled:X0"] == NOW


def test_the_newest_of_one_command_counts(tmp_path):
    """Where files given together have an event twice, its newest record is taken; the other one is listed with why."""
    files = [invented.acled(tmp_path / "b.csv", UPDATE), invented.acled(tmp_path / "a.csv", FIRST)]
    for order in (files, files[::-1]):
        directory = tmp_path / order[0].stem
        outcome, _ = bring_in(order, directory)
        assert told(directory)["acled:X0"] == NOW
        assert (outcome.imported, {item.id for item in outcome.rejected}) == (5, {"X0", "X1"})
        assert {item.reason for item in outcome.rejected} == {"a newer record has its id"}


def test_a_row_that_is_wrong_leaves_the_event_as_it_was(table, tmp_path):
    """A rejected record of an update is listed, and what was known of its event stays."""
    wrong = [record(0, NOW, "1700000000", event_date="never"), record(1, NOW, "1700000000")]
    outcome, _ = bring_in([invented.acled(tmp_path / "wrong.csv", wrong)], table)
    assert (outcome.imported, [item.id for item in outcome.rejected]) == (1, ["X0"])
    assert told(table)["acled:X0"] == "As first told."


def test_a_withdrawn_source_goes(tmp_path):
    """A source that no event rests on any more is no document of the table."""
    directory = tmp_path / "table"
    bring_in([invented.acled(tmp_path / "one.csv", [record(1, source="Old Gazette"), record(2)])], directory)
    bring_in([invented.acled(tmp_path / "two.csv", [record(1, source="New Gazette")])], directory)
    documents = set(store.open_table(directory).documents["document"])
    assert "acled:New Gazette" in documents
    assert "acled:Old Gazette" not in documents


def test_gdelt_and_ucdp_are_brought_up_to_date_too(tmp_path):
    """GDELT by the time at which it added a record, UCDP by what was imported last."""
    directory, path = tmp_path / "table", tmp_path / "g.CSV"
    for added, name in (("20190315120000", "FIRST"), ("20190401000000", "SECOND"), ("20190301000000", "THIRD")):
        path.write_text(invented.gdelt_row(Actor1Name=name, DATEADDED=added) + "\n", encoding="utf-8")
        bring_in([path], directory)
    assert "SECOND" in told(directory)["gdelt:700000001"]
    bring_in([invented.ucdp(tmp_path / "u.csv")], directory)
    later = invented.UCDP_ROWS[0] | {"source_headline": "Told later"}
    path = tmp_path / "candidate.csv"
    path.write_text(invented.table(invented.UCDP, [later]), encoding="utf-8")
    assert bring_in([path], directory)[0].changes == Changes(changed=1, kept=5)


def test_imports_by_a_mapping(tmp_path):
    """A mapping says which column tells the newer record; records without ids of their own are replaced as a whole."""
    path, mapping = tmp_path / "mine.csv", tmp_path / "mine.toml"
    text = 'origin = "mine"\nname = "Mine"\n[event]\nevidence = ["text"]\n{}\n[date]\nearliest = "day"\n'
    for ids, kept in (('id = "id"\nrevised = "changed"', ["b", "c", "e"]), ("", ["d", "e"])):
        directory = tmp_path / f"table{bool(ids)}"
        mapping.write_text(text.format(ids), encoding="utf-8")
        first = "id,day,text,changed\n1,2012-01-01,b,2020-02-02\n2,2012-01-01,c,2020-01-01\n"
        for content in (first, "id,day,text,changed\n1,2012-01-01,d,2020-02-01T10:00:00\n3,2012-01-01,e,\n"):
            path.write_text(content, encoding="utf-8")
            run_import([path], directory, mapping=read_mapping(mapping))
        bring_in([path], directory, mapping=read_mapping(mapping))
        assert sorted(told(directory).values()) == kept


def test_another_origin_is_not_mixed_in(table, tmp_path):
    """An import of one origin does not take records of another; it can be replaced by them."""
    other = invented.ucdp(tmp_path / "u.csv")
    with pytest.raises(ImportFailed, match="holds events of acled, not of ucdp; give another --name, or --replace"):
        run_import([other], table, name="acled")
    assert run_import([other], table, name="acled", replacing=True)[0].origin == "ucdp"


def test_an_import_of_an_older_program(table, tmp_path):
    """One that was kept without time stamps and without the newer counts is brought up to date as well."""
    import duckdb

    path = table / "imports" / "acled" / "events.parquet"
    with duckdb.connect() as database:
        columns = ", ".join(f'"{name}"' for name in EVENTS.names)
        database.execute(f"CREATE TABLE old AS SELECT {columns} FROM read_parquet('{path}')")
        database.execute(f"COPY old TO '{path}' (FORMAT parquet)")
    note = table / "imports" / "acled" / "import.json"
    note.write_text(note.read_text().replace('"events": 4,', ""))
    outcome, _ = bring_in([invented.acled(tmp_path / "update.csv", UPDATE)], table)
    assert outcome.changes == Changes(added=1, changed=1, unchanged=1, kept=2)


def test_what_the_command_says(table, tmp_path):
    """It counts what is new, changed and as it was, and says what stays; `--replace` says what it took the place of."""
    path = invented.acled(tmp_path / "update.csv", UPDATE)
    said = " ".join(run(path, "--output", table).stderr.split())
    assert "Imported 3 = 1 new + 1 changed + 1 as they were" in said
    assert "2 events of the import before are not in the files and stay; --replace drops them." in said
    assert "acled acled 5 events, 0 rejected" in " ".join(run("--output", table).stdout.split())
    said = " ".join(run(tmp_path / "first.csv", "--output", table).stderr.split())
    assert "2 older than what is here" in said
    said = " ".join(run(path, "--output", table, "--replace").stderr.split())
    assert "It takes the place of the import before, which had 5 events" in said
    assert sorted(told(table)) == ["acled:X0", "acled:X1", "acled:X9"]


events = st.dictionaries(st.integers(0, 5), st.tuples(st.integers(1, 3), st.sampled_from("abc")), min_size=1)


@given(exports=st.lists(events, min_size=1, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_updates_give_the_newest_of_each(tmp_path_factory, exports):
    """Whatever comes in whatever order: of every event ever exported the newest record stands, the later of equals."""
    folder, newest = tmp_path_factory.mktemp("updates"), {}
    for export in exports:
        rows = [record(n, text, str(time)) for n, (time, text) in sorted(export.items())]
        kept, outcome = run_import([invented.acled(folder / "export.csv", rows)], folder / "table")
        newest |= {n: item for n, item in export.items() if n not in newest or item[0] >= newest[n][0]}
        changes = outcome.changes
        assert outcome.imported == changes.added + changes.changed + changes.unchanged + changes.older == len(export)
        assert outcome.events == kept.counts["events"] == len(newest)
    assert _evidence(kept.part("events")) == {f"acled:X{n}": text for n, (_, text) in newest.items()}


def _evidence(path: Path) -> dict[str, str]:
    import pyarrow.parquet as pq

    found = pq.read_table(path, columns=["event_id", "evidence"]).to_pydict()
    return dict(zip(found["event_id"], found["evidence"], strict=True))
