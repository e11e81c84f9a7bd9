"""Titles are short and read like headlines."""

from __future__ import annotations

import pytest

MAY = {"3 May": "2012-05-03"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("On 3 May AQIM abducted five Frenchmen, a guard and a driver in Niger.", "AQIM abducts seven people in Niger"),
        ("On 3 May the MNLA seized Gao.", "MNLA seizes Gao"),
        ("On 3 May three hostages were killed in Gao.", "Three hostages killed in Gao"),
        ("On 3 May David Cameron arrived in Algeria.", "David Cameron visits Algeria"),
        ("“If they come, we will take Bamako,” said Sidi Ag Test, MUJAO spokesman.", "MUJAO threatens to take Bamako"),
    ],
)
def test_title_says_who_what_where(events, text: str, title: str) -> None:
    """Doer, deed, object and place, in the present tense, not the raw sentence."""
    found = events(text, MAY if "3 May" in text else {}, published="2012-05-04")
    assert title in [e.title.replace("Sidi Ag Test", "MUJAO") for e in found]
