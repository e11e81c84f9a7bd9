"""Invented reports of some 3,000 characters: three sentences in ten tell of an event. Same number, same reports."""

from __future__ import annotations

import json
import random
from pathlib import Path

PLACES = (
    "Gao Kidal Timbuktu Algiers Niamey Maiduguri Mosul Kabul Mogadishu Mopti Agadez Diffa Bamako Menaka Djibo Tunis "
    "Benghazi Tripoli Derna Sirte Nouakchott Dakar Abuja Kano Jos Kaduna Sokoto Zinder Tahoua Khartoum Juba Bangui "
    "Goma Nairobi Garissa Baidoa Kismayo Aden Sanaa Taiz Aleppo Homs Idlib Raqqa Baghdad Kirkuk Kandahar Herat"
).split()
GROUPS = ("AQIM", "Boko Haram", "al-Shabaab", "Ansar Dine", "the Taliban", "Islamic State", "the army", "police")
DATES = ("on Friday", "on 3 May", "last month", "two weeks ago", "in early March", "on November 7", "yesterday")
EVENTS = (
    "Fighters of {group} attacked a convoy near {place} {date}, killing {count} soldiers, officials said.",
    "A delegation met elders in {place} {date} to negotiate the release of {count} hostages.",
    "{group} threatened to march on {place} if foreign troops were sent, a spokesman said {date}.",
    "A bomb exploded at a market in {place} {date}, and {count} people were wounded.",
)
BACKGROUND = (
    "The price of grain has doubled, and traders expect no relief before the rains.",
    "Nobody would say who had cut the telephone lines or when they would work again.",
    "The road is long and poor, and lorries wait for days at the crossing.",
    "Her brother keeps a small shop there, and business has been slow for years.",
    "The ministry gave no details, and its offices were closed for the holiday.",
    "It is one of the poorest parts of the country, with few schools and one clinic.",
    "Many here remember better times, when the trains still ran and the mills were busy.",
    "Critics call the plan a waste of money; its authors say that it will pay for itself.",
)
CHARACTERS, SHARE, A_PARAGRAPH, SEED = 2_900, 0.3, 4, 20121107


def text(rng: random.Random) -> str:
    """One report."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < CHARACTERS:
        pattern = rng.choice(EVENTS if rng.random() < SHARE else BACKGROUND)
        words = {"group": rng.choice(GROUPS), "place": rng.choice(PLACES), "date": rng.choice(DATES)}
        sentences.append(pattern.format(count=rng.randint(2, 60), **words))
    paragraphs = (sentences[i : i + A_PARAGRAPH] for i in range(0, len(sentences), A_PARAGRAPH))
    return "\n\n".join(map(" ".join, paragraphs))


def write(path: Path, count: int) -> Path:
    """So many reports as JSON Lines, one after the other."""
    rng = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            day = f"20{rng.randint(10, 20)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            file.write(json.dumps({"id": f"d{number:07}", "text": text(rng), "published": day}) + "\n")
    return path
