"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache

from pipeline import settings

# Languages of news in plenty; a short text is told apart better among these than among all the world's.
LANGUAGES = tuple(
    "am ar bn cs da de el en es fa fi fr he hi hu id it ja ko nl no pl ps pt ro ru sv sw th tr uk ur vi zh".split()
)
# Words that stand in every few lines of English, and few of them in any other language.
_ENGLISH = frozenset("the and of with that from were their which they this have been would said".split())
_FOREIGN = re.compile("[^\x00-\x7f\u2010-\u2026]")  # letters with marks, other scripts; not dashes and quotation marks
_PLAINLY, _FEW = 1 / 12, 5  # share of these words in a text that is plainly English, and the fewest that tell
_NAMES = 1 / 100  # share of such letters that names bring into English


def detect(text: str) -> str:
    """ISO 639-1 code of the language of `text`; `en` where it holds no letters to tell by."""
    sample = text.strip()[: settings.LANGUAGE_SAMPLE]
    if _is_plainly_english(sample) or not any(map(str.isalpha, sample)):
        return "en"
    return _identifier().classify(sample)[0]


def _is_plainly_english(sample: str) -> bool:
    """Whether its letters and small words leave no doubt, which spares most texts a question that is slow to ask."""
    if len(_FOREIGN.findall(sample)) > _NAMES * len(sample):
        return False
    words = sample.lower().split()
    found = sum(map(_ENGLISH.__contains__, words))
    return found >= _FEW and found >= _PLAINLY * len(words)


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes half a second: only where needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
