"""What the pipeline says is said in the reader's language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipeline import build
from pipeline.analyse import analyse
from pipeline.model import Document
from pipeline.read import read_paths
from pipeline.settings import USUAL
from views import heard, texts
from views.documents.dating import publication_html
from views.documents.found import document

ROOT = Path(__file__).resolve().parents[2]
SAID = {"Skipped": (1, 2), "Unreadable": (0, 1), "ValueInvalid": (0,)}  # what names which of its arguments say why


@pytest.fixture(autouse=True)
def french():
    """Each test is in French and leaves the default language behind."""
    texts.use("fr")
    yield
    texts.use(texts.DEFAULT)


def sentences() -> set[str]:
    """The sentences in the code that say why an input gives no document, with X for what differs."""
    found = set()
    for path in sorted([*(ROOT / "pipeline" / "read").glob("*.py"), ROOT / "pipeline" / "corpus.py"]):
        code = ast.parse(path.read_text(encoding="utf-8"))
        named = {node.targets[0].id: node.value for node in code.body if isinstance(node, ast.Assign)}
        for node in ast.walk(code):
            for place in SAID.get(getattr(getattr(node, "func", None), "id", ""), ()):
                argument = node.args[place]
                found |= set(_words(named.get(getattr(argument, "id", ""), argument)))
    return found


def _words(node: ast.expr):
    if isinstance(node, ast.IfExp):
        yield from (*_words(node.body), *_words(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    elif isinstance(node, ast.Constant):
        yield node.value


def test_every_reason_to_skip_an_input_is_translated():
    """No file is refused in English on a French page: every sentence in the readers' code has a line."""
    found = sentences()
    assert len(found) > 60
    assert sorted(text for text in found if heard.heard(text) == text) == []


def test_a_broken_file_is_refused_in_french(tmp_path: Path):
    """Reason and remedy of real files, with what differs in its place."""
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 torn")
    said = [(heard.heard(s.reason), heard.heard(s.remedy)) for s in read_paths([tmp_path], USUAL)]
    assert said[0][0] == "les fichiers en '.exe' ne sont pas lus"
    assert said[1] == ("le fichier est vide", "ajoutez-y le texte, ou laissez-le de côté")
    assert said[2][0].startswith("ce n'est pas un PDF lisible : ")


def test_the_grounds_of_a_date_are_said_in_french():
    """Every ground in the bundled corpus has a translation, with French months."""
    documents = [item for item in read_paths([ROOT / "seeds"], USUAL) if isinstance(item, Document)]
    dated = [analyse(document).publication for document in documents]
    grounds = {reason.text for one in dated for reason in (*one.reasons, *one.left_out)}
    assert len(grounds) > 8
    assert {text for text in grounds if heard.ground(text) == text} == set()
    assert heard.heard("The source gives 1 Aug 2014 as its date.") == "La source donne pour date : 1er août 2014."


def test_what_is_not_known_stays_as_it_is():
    """A sentence without a translation is shown in English, never left out; English stays English."""
    assert heard.heard("Nobody has translated this: {x}.") == "Nobody has translated this: {x}."
    assert heard.heard("") == ""
    texts.use("en")
    assert heard.heard("the file is empty") == "the file is empty"


def test_a_ground_that_was_left_out_is_said_once(tmp_path: Path):
    """The list says that a ground was left out; the ground itself doesn't say so again."""
    text = "---\npublished: 2010-01-05\n---\nParis, 3 March 2013. Gunmen attacked a convoy near Gao on Friday.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build.build([tmp_path / "a.txt"], tmp_path / "table")
    html = publication_html(document(tmp_path / "table", "a"))
    assert html.count("Écarté") == 1
    assert "left out" not in html


def test_a_catalogue_that_cannot_be_used_says_why(tmp_path: Path, monkeypatch):
    """A translation that loses what differs is refused with its sentence."""
    (tmp_path / "fr.toml").write_text('"it has {n} pages" = "il a des pages"\n', encoding="utf-8")
    monkeypatch.setattr(heard, "HEARD", tmp_path)
    heard.sentences.cache_clear()
    try:
        with pytest.raises(texts.TextsInvalid, match=r"it has \{n\} pages"):
            heard.sentences("fr")
    finally:
        heard.sentences.cache_clear()
