"""Invented reports of some 3,000 characters, as dense as news of conflict. Same number, same reports.

Of the news read here the densest (histories of wars, agency reports of attacks) has 18 to 21 sentences and 3 to 4.5
events in 3,000 characters. So one sentence in five tells of an event; `DENSE` is for the worst case.
"""

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
PERSONS = ("Aliou Traoré", "Fatima Bello", "James Okello", "Mariam Haidara", "Omar Nasser", "Sarah Whitfield")
EVENTS = (
    "Fighters of {group} attacked a convoy near {place} {date}, killing {count} soldiers and burning four lorries, "
    "officials said.",
    "A delegation met elders in {place} {date} to negotiate the release of {count} hostages, according to {person}, "
    "who leads the talks.",
    "{group} threatened to march on {place} if foreign troops were sent, a spokesman said {date} in a message read on "
    "local radio.",
    "A bomb exploded at a market in {place} {date}, and {count} people were wounded, most of them traders who had come "
    "from {other}.",
)
BACKGROUND = (
    "The price of grain in {place} has doubled since the spring, and traders from {other} expect no relief before the "
    "rains, which are late again.",
    "Nobody would say who had cut the telephone lines, or when they would work again; the engineer who looks after "
    "them was away.",
    "The road from {place} to {other} is long and poor, and lorries wait for days at the crossing while their loads "
    "spoil in the heat.",
    "Her brother keeps a small shop there, and business has been slow for years; most of the young people whom she "
    "knew at school have gone.",
    "The ministry gave no details, and its offices were closed {date} for the holiday.",
    "It is one of the poorest parts of the country, with few schools and one clinic for some {count} thousand people.",
    "Many here remember better times, when the trains still ran to {place} and the mills were busy all year round.",
    "Critics call the plan a waste of money; its authors, among them {person}, say that it will pay for itself within "
    "{count} years.",
    "{person}, who teaches history in {place}, thinks that the quarrel is older than anyone admits and has little to "
    "do with religion.",
    "A report {date} put the cost of the new bridge at {count} million dollars, about twice what the province of "
    "{place} had set aside.",
)
CHARACTERS, A_PARAGRAPH, SEED = 2_900, 4, 20121107
SHARE, DENSE = 0.2, 0.6  # of the sentences, those that tell of an event


def text(rng: random.Random, share: float = SHARE) -> str:
    """One report."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < CHARACTERS:
        pattern = rng.choice(EVENTS if rng.random() < share else BACKGROUND)
        place, other = rng.sample(PLACES, 2)
        words = {"group": rng.choice(GROUPS), "date": rng.choice(DATES), "person": rng.choice(PERSONS)}
        sentence = pattern.format(count=rng.randint(2, 60), place=place, other=other, **words)
        sentences.append(sentence[0].upper() + sentence[1:])
    paragraphs = (sentences[i : i + A_PARAGRAPH] for i in range(0, len(sentences), A_PARAGRAPH))
    return "\n\n".join(map(" ".join, paragraphs))


def write(path: Path, count: int, share: float = SHARE) -> Path:
    """So many reports as JSON Lines, one after the other."""
    rng = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            day = f"20{rng.randint(10, 20)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            file.write(json.dumps({"id": f"d{number:07}", "text": text(rng, share), "published": day}) + "\n")
    return path
