"""Which articles are in English: the rules and the model read no other language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from newslab.article import WORD
from newslab.vocabulary import vocabulary

# en, eng, en-GB, en_US.UTF-8, English, British English
_ENGLISH = re.compile(r"(?:en|eng)(?:[-_.].*)?|(?:.*\W)?english(?:\W.*)?", re.IGNORECASE | re.DOTALL)
# ISO 639-2 has "und" for what nobody determined; "unknown" is what people write.
_UNSTATED = ("", "und", "unknown")
_MIN_WORDS, _MIN_SHARE = 20, 0.05


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in vocabulary("function_words"))


def stated_language(article: dict[str, Any]) -> str:
    """The language that an article's record states, as it stands there, or ''."""
    value = article.get("language")
    stated = value.strip() if isinstance(value, str) else ""
    return "" if stated.casefold() in _UNSTATED else stated


def is_english(language: str) -> bool:
    """Whether a stated language is English, as a code or in words.

    Examples
    --------
    >>> is_english("en-GB"), is_english("English"), is_english("de")
    (True, True, False)
    """
    return _ENGLISH.fullmatch(language) is not None


def function_word_share(text: str) -> float:
    """What share of a text's words are English function words: near a half in English.

    Examples
    --------
    >>> function_word_share("It is in the harbour now and then.") > 0.3, function_word_share("Der Hafen")
    (True, 0.0)
    """
    words = [word.casefold() for word in WORD.findall(text)]
    return sum(word in _function_words() for word in words) / len(words) if words else 0.0


def looks_english(text: str) -> bool:
    """Whether a text has as many English function words as English has; a short one always does.

    Examples
    --------
    >>> looks_english("Der Hafen bleibt zu, sagte der Minister. " * 3)
    False
    """
    return len(WORD.findall(text)) < _MIN_WORDS or function_word_share(text) >= _MIN_SHARE
