"""Data files: what is wrong with a line is said with file and line."""

import pytest

from pipeline.places.tables import GazetteerError, regions, table


def write(tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    return file


def test_comments_and_blank_lines_are_passed_over(tmp_path):
    """A user's notes in a table must not become places."""
    file = write(tmp_path, "sites.tsv", "# a note\nname\tkind\n\n# another\nTown\tcity\n")
    assert [dict(row) for row in table(file)] == [{"name": "Town", "kind": "city"}]


def test_a_line_with_a_field_too_few_is_named(tmp_path):
    """The error must say which line to mend."""
    file = write(tmp_path, "sites.tsv", "name\tkind\nTown\n")
    with pytest.raises(GazetteerError, match=r"sites\.tsv, line 2: 1 fields where 2"):
        list(table(file))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Town\tcity\t91\t0\t5", "latitude must lie between -90 and 90"),
        ("Town\tcity\tnorth\t0\t5", "latitude must be a number"),
        ("Town\tvillage\t1\t1\t5", "kind must be one of city"),
    ],
)
def test_values_that_cannot_be_are_named(tmp_path, line, complaint):
    """A point off the globe or an unknown kind is an error, not a place somewhere else."""
    file = write(tmp_path, "sites.tsv", f"name\tkind\tlatitude\tlongitude\tradius_km\n{line}\n")
    (row,) = table(file)
    with pytest.raises(GazetteerError, match=complaint):
        row.circle(), row.kind()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('[[region]]\nname = "Moor"\n', "latitude, longitude, radius_km missing"),
        ('[[region]]\nname = "Moor"\nlatitude = 1\nlongitude = 1\nradius_km = 5\nsize = 3\n', "unknown key size"),
        ("[[region]\n", "not valid TOML"),
    ],
)
def test_a_region_that_is_not_whole_is_named(tmp_path, content, complaint):
    """The error must name the region and the key."""
    with pytest.raises(GazetteerError, match=complaint):
        list(regions(write(tmp_path, "regions.toml", content)))
