"""Time `tag` and `build` on generated documents: python scripts/bench.py [--documents N]

Sentences are put together from a fixed list with a fixed seed, so that runs can be compared. Start-up is timed apart,
with one short document. Figures are of this machine and this moment; nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = ("Gao", "Kidal", "Timbuktu", "Algiers", "Niamey", "Maiduguri", "Mosul", "Kabul", "Mogadishu", "northern Mali")
GROUPS = ("AQIM", "Boko Haram", "al-Shabaab", "Ansar Dine", "the Taliban", "Islamic State")
DATES = ("on Friday", "on 3 May 2012", "last month", "two weeks ago", "in early March", "on November 7", "yesterday")
SENTENCES = (
    "Fighters of {group} attacked a convoy near {place} {date}, killing four soldiers, officials said.",
    "A delegation met tribal elders in {place} {date} to negotiate the release of two hostages.",
    "The price of grain has doubled in {place}, and traders expect no relief before the rains.",
    "{group} threatened to march on {place} if foreign troops were sent, a spokesman said {date}.",
    "Residents of {place} fled to the hills after a bomb exploded at the market {date}.",
    "Nobody in {place} would say who had cut the telephone lines.",
)
PARAGRAPHS, SENTENCES_EACH = 8, 4


def text(rng: random.Random) -> str:
    """One report of some thirty sentences."""
    pick = {"group": GROUPS, "place": PLACES, "date": DATES}
    paragraphs = (
        " ".join(
            rng.choice(SENTENCES).format(**{name: rng.choice(words) for name, words in pick.items()})
            for _ in range(SENTENCES_EACH)
        )
        for _ in range(PARAGRAPHS)
    )
    return "\n\n".join(paragraphs)


def timed(*arguments: object) -> float:
    """Seconds that a run of the command line takes."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).resolve().parent.parent)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200, metavar="N")
    count = parser.parse_args().documents
    rng = random.Random(20121107)
    texts = [text(rng) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder, "many.jsonl"), Path(folder, "one.txt")
        lines = [json.dumps({"id": f"d{n}", "text": t, "published": "2012-11-15"}) for n, t in enumerate(texts)]
        many.write_text("\n".join(lines), encoding="utf-8")
        one.write_text("Nothing was said.", encoding="utf-8")
        start_up = timed("tag", one)
        print(f"{count} documents of {sum(map(len, texts)) // count:,} characters; start-up {start_up:.2f} s")
        for name, output in (("tag", "tags.jsonl"), ("build", "table")):
            seconds = timed(name, many, "--output", Path(folder, output))
            each = max(0.0, seconds - start_up) / count
            print(f"{name:6}{seconds:7.2f} s in all {each * 1000:8.1f} ms a document")


if __name__ == "__main__":
    main()
