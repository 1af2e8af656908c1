"""A stored web page to an article: what WARC files and GDELT's lists share with saved pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from newslab.article import Article
from newslab.as_found import noted
from newslab.errors import InputError
from newslab.loading.exports import agency_of
from newslab.loading.find import Found
from newslab.loading.pages import read_page


def site_of(url: str) -> str:
    """The site of an address, for an outlet that the page does not name.

    Examples
    --------
    >>> site_of("https://www.harbour-post.example/2025/lease.html")
    'harbour-post.example'
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def page_article(page: bytes, found: Found, *, url: str, record: str) -> Article:
    """Read the article on a page that `found` holds or names; where there is none, it has a problem."""
    stored = Found(Path(f"{record}.html"), data=page, options=found.options)
    try:
        article, *_ = read_page(stored)
    except InputError as error:
        return Article(
            outlet=site_of(url),
            url=url,
            origin=found.origin,
            record=record,
            problem=str(error),
            as_found=noted(outlet=site_of(url) or None),
        )
    wire = agency_of(article.byline)
    guesses = noted(
        outlet=None if article.outlet else site_of(url) or None, wire=article.byline if wire else None
    )
    return replace(
        article,
        outlet=article.outlet or site_of(url),
        url=url or article.url,
        wire=wire,
        origin=found.origin,
        record=record,
        as_found={**guesses, **article.as_found},
    )
