"""Characters that were read in the wrong encoding somewhere before, put right where that is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newslab.article import Article

_REPAIRED = ("outlet", "title", "byline", "section", "text")


def repaired(article: Article) -> Article:
    """The article with its texts repaired: â€œ is “ again, and &amp; is &; curly quotation marks stay curly.

    Examples
    --------
    >>> repaired(Article(text="â€œWeâ€™ll wait,â€\\x9d she said.")).text
    '“We’ll wait,” she said.'
    """
    from ftfy import fix_text

    given: dict[str, Any] = {name: getattr(article, name) for name in _REPAIRED}
    return replace(article, **{name: fix_text(text, uncurl_quotes=False) for name, text in given.items()})
