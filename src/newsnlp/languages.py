"""Which language a text is in, told only where it is nearly sure.

A headline with many foreign names looks foreign to a model of letters. So words with a capital, which may be names, are
left out of what is judged; a headline in Title Case is left without enough to be judged, and counts as unknown.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["LANGUAGES", "language_of"]

LANGUAGES = (
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "no", "pl",
    "pt", "ro", "ru", "sv", "tr", "uk", "zh",
)  # fmt: skip
_SHORTEST, _LOOKED_AT = 40, 1000
_SURE = 0.9


def language_of(text: str) -> str | None:
    """Give the ISO 639-1 code of the language, one of `LANGUAGES`; None when it is not nearly sure.

    Example:
        >>> from newsnlp.languages import language_of
        >>> language_of("Le président a été reçu à l’Élysée ce matin, a annoncé le ministère de la défense.")
        'fr'
        >>> language_of("Xi visits Moscow") is None
        True
    """
    judged = " ".join(word for word in text[:_LOOKED_AT].split() if word == word.lower())
    if len(judged) < _SHORTEST:
        return None
    language, probability = _identifier().classify(judged)
    return str(language) if probability >= _SURE else None


@functools.lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
