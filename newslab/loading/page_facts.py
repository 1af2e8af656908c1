"""What a saved page states about its article: JSON-LD, OpenGraph, other meta elements, its head."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from newslab.as_found import noted
from newslab.loading.blocks import plain
from newslab.loading.dates import date_as_found, implausible, is_placeholder, read_date
from newslab.loading.fields import as_string

# In the order of trust: the first that holds something is taken.
_META = {
    "title": ("og:title", "parsely-title", "dc.title", "citation_title", "twitter:title", "title"),
    "byline": (
        *("author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author"),
        *("dc.creator", "dcterms.creator", "citation_author"),
    ),
    "published": (
        *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date"),
        *("sailthru.date", "pubdate", "publishdate", "dc.date.issued", "dcterms.created", "dc.date", "date"),
    ),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "citation_journal_title"),
    "section": ("article:section", "og:article:section", "parsely-section", "section"),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "language": ("content-language", "dc.language", "og:locale"),
}
_LINKED_DATA = {
    "title": ("headline", "name"),
    "byline": ("author", "creator"),
    "published": ("datePublished", "dateCreated"),
    "outlet": ("publisher", "sourceOrganization"),
    "section": ("articleSection",),
    "url": ("url", "mainEntityOfPage"),
    "language": ("inLanguage",),
}
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report)$")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_LONGEST_BYLINE = 12
_BY = re.compile(r"^by\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """What is known of a page's article; what is not is '' or None."""

    title: str = ""
    byline: str = ""
    published: datetime | None = None
    outlet: str = ""
    section: str = ""
    url: str = ""
    language: str = ""
    text: str = ""
    as_found: Mapping[str, str] = field(default_factory=dict)


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects of linked data that stand side by side; those within others are theirs."""
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        yield from _nodes(value.get("@graph", []), depth + 1)


def _linked_data(tree: Any) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                # Line breaks within strings are common and harmless.
                found += _nodes(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    return found


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])
    )


def _of_article(nodes: list[Mapping[str, Any]], title: str) -> dict[str, Any]:
    """The fields of the page's own article, what it refers to by @id put in."""
    articles = [node for node in nodes if _is_article(node)]
    own = [node for node in articles if title and plain(as_string(node.get("headline"))) == plain(title)]
    chosen = next(iter([*own, *articles]), {})
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(item) for item in value]
        if isinstance(value, Mapping) and "name" not in value:
            return named.get(str(value.get("@id")), value)
        return value

    return {field: resolved(value) for field, value in chosen.items()}


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _string(value: Any) -> str:
    if isinstance(value, Mapping) and not as_string(value):
        value = value.get("@id") or value.get("url")
    # Some write &amp; within JSON, where it is no entity.
    return " ".join(html.unescape(as_string(value)).split())


def _candidates(name: str, meta: Mapping[str, str], data: Mapping[str, Any]) -> list[str]:
    of_meta = [meta.get(key, "") for key in _META[name]]
    of_data = [_string(data.get(key)) for key in _LINKED_DATA[name]]
    # A page's meta elements name it for others; of author and date they often hold the editor and today.
    ordered = [*of_data, *of_meta] if name in {"byline", "published", "title"} else [*of_meta, *of_data]
    return [value for value in ordered if value]


def _is_address(value: str) -> bool:
    return re.match(r"(?:https?:)?//|/|@|www\.", value) is not None


def _url(tree: Any, source: str, candidates: list[str]) -> str:
    saved = _SAVED_FROM.search(source[:4096])
    base = (saved[1] or saved[2]) if saved else ""
    linked = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    absolute = next((value for value in [*candidates, base] if value.startswith(("http://", "https://"))), "")
    for value in [*linked, *candidates, base]:
        joined = urljoin(absolute, value.strip()) if value.strip() else ""
        if joined.startswith(("http://", "https://")):
            return joined
    return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _heading(tree: Any, stated: list[str]) -> str:
    """The headline as the page shows it: its h1, else what it states, without the outlet's name."""
    shown = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    shown = [heading for heading in shown if heading]
    wordings = [plain(value) for value in stated]
    for heading in shown:
        if any(plain(heading) and plain(heading) in wording for wording in wordings):
            return heading
    if stated:
        return stated[0]
    return shown[0] if len(shown) == 1 else ""


def _without_outlet(title: str, outlet: str) -> str:
    parts = re.split(r"\s+[|–—·•:-]\s+", title)
    if len(parts) > 1 and outlet and plain(parts[-1]) in {plain(outlet), plain(f"the {outlet}")}:
        return title[: title.rindex(parts[-1])].rstrip(" |–—·•:-")
    return title


def _author_elements(tree: Any) -> list[str]:
    """What elements hold that are marked as the author's name, or as a byline beside the headline."""
    marked = [e for e in tree.iter("a", "span", "p", "div", "address") if e.get("rel") == "author"]
    marked += [e for e in tree.iter("a", "span", "p", "div") if (e.get("itemprop") or "").lower() == "author"]
    marked += [e for e in tree.iter("span", "p", "div") if "byline" in (e.get("class") or "").lower().split()]
    texts = [" ".join(element.text_content().split()) for element in marked]
    return [text for text in texts if 0 < len(text.split()) <= _LONGEST_BYLINE and not re.search(r"\d", text)]


def _time_elements(tree: Any) -> list[str]:
    """What stands in elements for times that say they are the article's, or beside its headline."""
    times = list(tree.iter("time"))
    found = [
        t
        for t in times
        if "publi" in f"{t.get('itemprop')} {t.get('class')}".lower() or "pubdate" in t.attrib
    ]
    for heading in tree.iter("h1"):
        around = next(heading.iterancestors("article"), None)
        if around is not None:
            found += [t for t in around.iter("time") if t.get("datetime")][:1]
    return [element.get("datetime") or element.text_content() for element in found]


def _published(stated: list[str], day_first: bool | None) -> tuple[datetime | None, str | None]:
    """The first date that an article can have, and its words where reading them takes a guess."""
    read = [(read_date(value, day_first=day_first), value) for value in stated]
    for date, value in read:
        if date and not implausible(date):
            return date, date_as_found(value, day_first=day_first)
    # A year to come is told as a problem; what stands for no date, and what cannot be read, are none.
    told = next((date for date, _ in read if date and not is_placeholder(date)), None)
    return told, next(filter(None, stated), None)


def page_facts(tree: Any, source: str, *, day_first: bool | None = None) -> Facts:
    """Read what a page states about its article.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page.
    source : str
        Its source, whose first comment may say where it was saved from.
    day_first : bool, optional
        As in `read_date`.

    Examples
    --------
    >>> from lxml.html import document_fromstring
    >>> page = '''<title>Harbour leased | Harbour Post</title>
    ... <meta property="og:site_name" content="Harbour Post">
    ... <script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour leased",
    ... "author": {"name": "Ines Calder"}, "datePublished": "2025-03-04T06:30:00+01:00"}</script>
    ... <h1>Harbour leased</h1>'''
    >>> facts = page_facts(document_fromstring(page), page)
    >>> facts.title, facts.byline, facts.outlet, facts.published.isoformat()
    ('Harbour leased', 'Ines Calder', 'Harbour Post', '2025-03-04T05:30:00+00:00')
    """
    meta = _meta(tree)
    data = _of_article(_linked_data(tree), meta.get("og:title", ""))
    values = {name: _candidates(name, meta, data) for name in _META}
    url = _url(tree, source, values["url"])
    outlet = next((name for name in values["outlet"] if not _is_address(name)), "")
    titles = values["title"] or [" ".join(e.text_content().split()) for e in tree.iter("title")][:1]
    named = [*values["byline"], *_author_elements(tree)]
    bylines = [_BY.sub("", value) for value in named if not _is_address(value)]
    published, words = _published([*values["published"], *_time_elements(tree)], day_first)
    root = tree.getroottree().getroot()
    languages = [root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""]
    return Facts(
        title=_without_outlet(_heading(tree, titles), outlet),
        byline=next(iter(bylines), ""),
        published=published,
        outlet=outlet or _host(url),
        section=next(iter(values["section"]), ""),
        url=url,
        language=next(filter(None, [*languages, *values["language"]]), "").replace("_", "-"),
        text=data["articleBody"] if isinstance(data.get("articleBody"), str) else "",
        as_found=noted(published=words, outlet=None if outlet else _host(url) or None),
    )
