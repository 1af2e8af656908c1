"""A stored web page to an article: what WARC files and GDELT's lists share with saved pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from newslab.article import Article
from newslab.loading.dates import read_date
from newslab.loading.exports import agency_of, flat, language_code

# A page of news has a tenth of this.
LARGEST_PAGE = 20_000_000
NO_TEXT = "No article was found on the page."


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


def page_article(page: bytes, *, url: str = "", origin: str = "", record: str = "") -> Article:
    """Read the article on a page; where none is found, it has a problem."""
    from trafilatura import bare_extraction

    if len(page) > LARGEST_PAGE:
        problem = f"The page has {len(page):,} bytes; pages of more than {LARGEST_PAGE:,} are not read."
        return Article(url=url, origin=origin, record=record, problem=problem)
    found = bare_extraction(page, url=url or None, fast=True, include_comments=False, with_metadata=True)
    text = (found.text or "") if found else ""
    if found is None or not text.strip():
        return Article(url=url, origin=origin, record=record, problem=NO_TEXT)
    title = flat(found.title or "")
    body = [line for line in map(flat, text.split("\n")) if line]
    body = body[1:] if body[:1] == [title] else body
    return Article(
        text="\n\n".join(filter(None, [title, *body])),
        title=title,
        byline=flat(found.author or ""),
        outlet=flat(found.sitename or "") or site_of(url),
        published=read_date(found.date or ""),
        url=url or found.url or "",
        section="; ".join(found.categories or []),
        language=language_code(found.language or ""),
        wire=agency_of(found.author or "", found.sitename or ""),
        origin=origin,
        record=record,
    )
