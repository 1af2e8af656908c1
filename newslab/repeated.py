"""Lines that an outlet prints in article after article: what its pages add, not what its articles say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newslab.article import WORD
from newslab.boilerplate import LINE

if TYPE_CHECKING:
    import pandas as pd

# In small corpora a line must be in a fifth of the outlet's articles, in large ones in a tenth: a paragraph
# of background comes again too, but in fewer.
_LEAST, _LEAST_SHARE, _MANY, _SHARE_OF_MANY = 3, 0.2, 10, 0.1
# Copies of one article repeat all their lines. Who has so many words that no other article has is none.
_OWN_WORDS = 0.33
_QUOTES = frozenset('“”"„«»')


def plain_line(line: str) -> str:
    """A line with one plain space where it has white space of any kind.

    Examples
    --------
    >>> plain_line("  Sign\\xa0up   here. ")
    'Sign up here.'
    """
    return " ".join(line.split())


def outlet_key(outlet: object) -> str:
    """The outlet, "" where it is missing."""
    return outlet if isinstance(outlet, str) else ""


def _lines(text: str) -> set[str]:
    """The lines of a text that hold words."""
    return {line for found in LINE.finditer(text) if WORD.search(line := plain_line(found[0]))}


def _needed(articles: int) -> float:
    return max(_LEAST, min(_LEAST_SHARE * articles, max(_MANY, _SHARE_OF_MANY * articles)))


def _has_own_words(lines: Iterable[str], articles_with: Mapping[str, int]) -> bool:
    own = total = 0
    for line in lines:
        words = line.count(" ") + 1
        total += words
        own += words if articles_with[line] == 1 else 0
    return own >= _OWN_WORDS * total


def repeated_lines(texts: Sequence[str]) -> frozenset[str]:
    """Find the lines that come again in articles of one outlet which are no copies of one another.

    Parameters
    ----------
    texts : sequence of str
        The outlet's articles.

    Returns
    -------
    frozenset of str
        Lines as `plain_line` makes them. Each stands in at least three articles and in a fifth of all
        (in more than 50 articles ten are enough, up to a tenth of all), and holds no quotation.

    Examples
    --------
    >>> days = ("Monday", "Tuesday", "Friday")
    >>> texts = [f"{day} was calm at sea.\\nThe Lantern is printed in Skerrin." for day in days]
    >>> repeated_lines(texts)
    frozenset({'The Lantern is printed in Skerrin.'})
    """
    kept = list(dict.fromkeys(texts))
    needed = _needed(len(kept))
    if len(kept) < needed:
        return frozenset()
    each = [_lines(text) for text in kept]
    articles_with = Counter(line for lines in each for line in lines)
    again = {line for line, n in articles_with.items() if n >= needed and not _QUOTES & set(line)}
    if not again:
        return frozenset()
    articles = (lines for lines in each if lines & again and _has_own_words(lines, articles_with))
    counts = Counter(line for lines in articles for line in lines & again)
    return frozenset(line for line, n in counts.items() if n >= needed)


def repeated_by_outlet(articles: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Find the repeated lines of every outlet; articles without an outlet are taken as those of one.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it; an article with a `copy_of` counts for no line.

    Returns
    -------
    dict of str to frozenset of str
        By outlet, "" for articles without one.

    Examples
    --------
    >>> from newslab.article import Article, articles_frame
    >>> texts = ["Ships wait.\\nSkerrin Post", "Rain fell.\\nSkerrin Post", "It snows.\\nSkerrin Post"]
    >>> repeated_by_outlet(articles_frame([Article(text=text) for text in texts]))
    {'': frozenset({'Skerrin Post'})}
    """
    of: dict[str, list[str]] = {}
    columns = (articles[name] for name in ("outlet", "text", "copy_of"))
    for outlet, text, copy_of in zip(*columns, strict=True):
        own = of.setdefault(outlet_key(outlet), [])
        if isinstance(text, str) and not isinstance(copy_of, str):
            own.append(text)
    return {outlet: repeated_lines(own) for outlet, own in of.items()}
