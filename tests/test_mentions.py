"""Mentions as records."""

from pipeline import mentions
from pipeline.analyse import analyse
from pipeline.model import Document


def test_a_reviewer_sees_what_else_a_name_may_mean():
    """Candidates come with their shares, likeliest first, where a name may mean several; `tag` leaves them out."""
    text = "A fire broke out in Springfield on Monday, and another in Bamako."
    found = analyse(Document(id="a", text=text, source="a.txt", sha256="0" * 64))
    records = {r["text"]: r for r in mentions.records(found, reviewed=True) if r["kind"] == "place"}
    shares = [c["share"] for c in records["Springfield"]["place_candidates"]]
    assert len(shares) > 2
    assert shares == sorted(shares, reverse=True)
    assert records["Bamako"]["place_candidates"] == []
    assert not any("place_candidates" in r for r in mentions.records(found))
