"""The list of known events: every entry can be used, and mistakes are named."""

import re

import pytest

from pipeline.dating import load_known_events

GOOD = '[[event]]\nname = "the flood"\ndate = "2012-03-04"\nwords = [["flood*"], ["River"]]\nsource = "Almanac"\n'


def test_the_bundled_list_loads_with_sources():
    """Each bundled event has a date and says where it can be looked up."""
    events = load_known_events()
    assert len(events) > 20
    assert all(e.interval.earliest and e.source for e in events)


def test_all_word_lists_must_be_met(tmp_path):
    """One word of each list must stand in the sentence, whole, in any case; a star allows any ending."""
    path = tmp_path / "events.toml"
    path.write_text(GOOD, encoding="utf-8")
    (event,) = load_known_events(path)
    assert event.told_in("The flooding of the river was severe.")
    assert not event.told_in("The flooding was severe.")
    assert not event.told_in("The flood of riverside homes.")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('date = "2012-03-04"\n', ""), "date is missing"),
        (("2012-03-04", "March"), "not an EDTF date"),
        (('[["flood*"], ["River"]]', '["flood"]'), "list of lists"),
        (("source", "origin"), "unknown key 'origin'"),
        (('name = "the flood"', "name = the flood"), "line 2"),
    ],
)
def test_mistakes_are_named_with_file_and_entry(tmp_path, change, message):
    """Whoever edits the list is told where to look."""
    path = tmp_path / "events.toml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(str(path)) + ".*" + message):
        load_known_events(path)
