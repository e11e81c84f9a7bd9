"""Words on paper keep to their room, lose nothing unsaid, and have letters."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from views.print import lettering

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), max_size=120)


@example("00001MW11:", 57.0)
@given(WORDS, st.floats(40, 400))
def test_lines_keep_to_their_room(text, room):
    """No line is wider than the paper, unless it is a single character."""
    for line in lettering.wrapped(text, 12, room):
        assert lettering.width(line, 12) <= room + 0.01 or len(line) == 1


@given(WORDS, st.floats(40, 400))
def test_wrapping_loses_nothing(text, room):
    """All characters but spaces are there, in their order."""
    wrapped = "".join("".join(lettering.wrapped(text, 12, room)).split())
    assert wrapped == "".join(lettering.one_line(text).split())


@given(WORDS, st.floats(30, 300))
def test_what_is_cut_says_so(text, room):
    """A line that had to be shortened ends in … and fits."""
    fitted = lettering.fitted(text, 12, room)
    assert fitted == lettering.one_line(text) or (fitted.endswith("…") and lettering.width(fitted, 12) <= room)


def test_only_so_many_lines():
    """A paragraph that is too long ends in … on its last line."""
    lines = lettering.wrapped("word " * 200, 12, 200, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_words_are_escaped():
    """A tag in a text stays a text."""
    element = etree.fromstring(lettering.text(0, 0, "<script>x</script> & \"'", size=12, colour="#000000"))
    assert element.text == "<script>x</script> & \"'"
    assert not len(element)


def test_arabic_has_letters_of_its_own():
    """Letters that Inter lacks are set in a typeface that has them, whole words at a time."""
    element = etree.fromstring(lettering.text(0, 0, "Gao, ملف الخبر 12", size=12, colour="#000000"))
    assert [span.text.strip() for span in element] == ["ملف الخبر"]
    assert element[0].get("font-family") == "Vazirmatn"
    assert lettering.covered("Gao, ملف الخبر 12")
    assert not lettering.covered("中文")


def test_a_file_brings_its_letters_along():
    """The style sheet has the typefaces that the page uses, and no address."""
    style = lettering.embedded('<text font-weight="600">Gao ملف</text>')
    assert style.count("@font-face") == 4
    assert "data:font/woff;base64," in style
    assert "http" not in style
