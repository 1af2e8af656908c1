"""The language of an article that does not state one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from newslab.article import WORD, Article

# A name or a headline looks like many languages.
_FEWEST_WORDS, _FIRST, _ENOUGH, _SURE = 20, 600, 2000, 0.99
# No text in another language has so many words of English.
_ENGLISH_SHARE = 0.12


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # Its name before 0.4.
    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    return load(MODEL_FILE, norm_probs=True)


def detect_language(text: str) -> str:
    """Give the code of a text's language, or '' where it is short or doubtful.

    Examples
    --------
    >>> detect_language("Der Hafen bleibt noch lange geschlossen, sagte der Minister am Dienstag. " * 3)
    'de'
    >>> detect_language("Der Hafen")
    ''
    """
    from newslab.tagging.language import function_word_share, looks_english

    start = text[:_ENOUGH]
    if len(WORD.findall(start[:_FIRST])) < _FEWEST_WORDS:
        return ""
    # The model takes seconds to load and a hundred times as long for each text.
    if function_word_share(start[:_FIRST]) >= _ENGLISH_SHARE:
        return "en"
    language, sure = _identifier().classify(start)
    # Tagging leaves out what is in other languages, so English is not to be taken for one.
    if sure < _SURE or (language != "en" and looks_english(start)):
        return ""
    return str(language)


def with_language(article: Article) -> Article:
    """The article with the language that its text is in, where it states none.

    Examples
    --------
    >>> text = "The harbour stays closed for a long time, the minister said on Tuesday. " * 3
    >>> with_language(Article(text=text)).language, with_language(Article(text=text, language="de")).language
    ('en', 'de')
    """
    if article.language or not article.text:
        return article
    language = detect_language(article.text)
    as_found = {"language": "", **article.as_found} if language else article.as_found
    return replace(article, language=language, as_found=as_found)
