"""Which language a text is written in."""

from __future__ import annotations

from functools import cache

from pipeline import settings

# Languages of news in plenty; a short text is told apart better among these than among all the world's.
LANGUAGES = tuple(
    "am ar bn cs da de el en es fa fi fr he hi hu id it ja ko nl no pl ps pt ro ru sv sw th tr uk ur vi zh".split()
)


def detect(text: str) -> str:
    """ISO 639-1 code of the language of `text`; `en` where it holds no letters to tell by."""
    sample = text.strip()[: settings.LANGUAGE_SAMPLE]
    if not any(c.isalpha() for c in sample):
        return "en"
    return _identifier().classify(sample)[0]


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # takes half a second: only where needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
