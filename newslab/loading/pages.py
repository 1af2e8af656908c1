"""Saved HTML pages: a page is an article, without navigation, comments and boxes of other stories."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Any

from newslab.article import Article
from newslab.as_found import CAPTIONS, noted
from newslab.errors import InputError
from newslab.loading.blocks import plain, stated_date, text_of_blocks
from newslab.loading.dates import is_placeholder, read_date
from newslab.loading.decode import SHOWN, opening, text_of
from newslab.loading.fields import OWN_OUTPUT
from newslab.loading.find import Found
from newslab.loading.page_facts import Facts, page_facts
from newslab.loading.page_text import article_blocks, marked_captions, parsed, prune
from newslab.loading.quiet import quiet

ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|encoding=["']([\w-]+)["']""", re.I)
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
# Pictures that some browsers put into the page itself.
_INLINED = re.compile(rb"data:[\w.+/-]{0,60}(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=\s]{100,}")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
_LARGEST, _FEW = 20_000_000, 100
# What the standard for pages says these names mean.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
}


def is_page(found: Found, head: bytes) -> bool:
    """Whether a file is an HTML page.

    Examples
    --------
    >>> from pathlib import Path
    >>> is_page(Found(Path("page.aspx")), b"<!-- saved --><!DOCTYPE html><html>")
    True
    >>> is_page(Found(Path("a.txt")), b"<b>Ships</b> wait.")
    False
    """
    if found.suffix in ENDINGS:
        return True
    return _BEGINS.match(opening(head)) is not None


def is_own_report(head: bytes) -> bool:
    """Whether a page is a report that newslab wrote.

    Examples
    --------
    >>> is_own_report(b'<meta charset="utf-8">\\n<meta name="generator" content="newslab">')
    True
    """
    return b'<meta name="generator" content="newslab">' in head[:_HEAD]


def _source(found: Found) -> tuple[str, InputError | None]:
    """The page's source, in the encoding that it states unless it is UTF-8, and what is wrong with it."""
    data = found.read_bytes()
    if len(data) > _LARGEST:
        data = _INLINED.sub(b"data:,", data)
    if len(data) > _LARGEST:
        raise InputError(
            f"The page has {len(data) / 1e6:,.0f} MB; one article has less than {_LARGEST / 1e6:.0f} MB. "
            "If it is an archive of articles, export it as CSV or JSON."
        )
    try:
        return _in_stated_encoding(data) or text_of(data, found.origin), None
    except InputError as error:
        # A banner in another encoding, say, loses no article that stands beside it.
        if data.startswith(_MARKS) or data.count(b"\0") * _FEW > len(data) or not data.strip():
            raise
        return data.decode("utf-8", "replace").replace("\0", SHOWN), error


def _in_stated_encoding(data: bytes) -> str:
    """The text of a page that is not UTF-8, in the encoding that it states, or ''."""
    stated = _CHARSET.search(data[:4096])
    if not stated or b"\0" in data or data.startswith(_MARKS):
        return ""
    name = (stated[1] or stated[2]).decode().lower()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(_MEANT.get(name, name))
    return ""


def _tree(source: str) -> Any:
    """The tree of a page that may be read and is none of newslab's own."""
    if _ENTITY.search(source[:65_536]):
        raise InputError(
            "The page declares entities, which may name other files or grow without end; it is not read."
        )
    tree = parsed(source)
    if is_own_report(source[:_HEAD].encode("utf-8", "replace")):
        raise InputError(f"It is a report, not an article: {OWN_OUTPUT}")
    return tree


def _guessed_facts(tree: Any, facts: Facts) -> tuple[str, str]:
    """Byline and date as the extractor finds them where the page does not state them, else ''."""
    from htmldate import find_date
    from trafilatura.metadata import extract_author

    byline = "" if facts.byline else extract_author(deepcopy(tree))
    if facts.published:
        return byline or "", ""
    # A date to come is told apart later, so that today plays no part.
    date = find_date(deepcopy(tree), original_date=True, extensive_search=False, max_date="2999-12-31") or ""
    read = read_date(date)
    return byline or "", "" if read and is_placeholder(read) else date


def _shown_headline(tree: Any, blocks: Sequence[str]) -> str:
    """The one headline that the article itself shows, which the page's title may shorten, or ''."""
    shown = [" ".join(e.text_content().split()) for e in tree.iter("h1")]
    first = {plain(block) for block in blocks[:2]}
    return shown[0] if len(shown) == 1 and plain(shown[0]) in first else ""


def _captions(text: str, marked: Collection[str]) -> str:
    """The paragraphs that the page marks as captions, a line each; in a gallery they are the article."""
    lines = [line for line in text.split("\n") if plain(line) in marked]
    return "\n".join(lines) if 2 * sum(map(len, lines)) < len(text) else ""


def read_page(found: Found) -> Iterator[Article]:
    """Read a saved page: the headline, a blank line, and the paragraphs, subheads and captions of the body.

    What the page states in JSON-LD, OpenGraph and other meta elements is its outlet, date, title, byline,
    section, url and language; `as_found` has the paragraphs that it marks as captions. Without an outlet
    it is the folder's, then the address's. A date that no article can have is none where the page
    states another, or only what programs write for no date.

    Raises
    ------
    InputError
        It is too large, holds no article, mixes encodings within it, or is a report that newslab wrote.

    Examples
    --------
    >>> from pathlib import Path
    >>> page = "<html lang='en'><title>Harbour leased</title><nav>Home</nav><h1>Harbour leased</h1><article>"
    >>> page += "<p>Ships wait at the quay.</p><p>Ms. Marsk said “yes”.</p></article></html>"
    >>> article, = read_page(Found(Path("a.html"), data=page.encode()))
    >>> article.language, article.text
    ('en', 'Harbour leased\\n\\nShips wait at the quay.\\n\\nMs. Marsk said “yes”.')
    """
    source, damage = _source(found)
    tree = _tree(source)
    try:
        facts = page_facts(tree, source, day_first=found.options.day_first)
        with quiet("trafilatura"), quiet("htmldate"):
            prune(tree)
            byline, guess = _guessed_facts(tree, facts)
            marked = {plain(caption) for caption in marked_captions(tree)} - {""}
            blocks = article_blocks(tree, facts.text)
    except RecursionError as error:
        raise InputError("The page's elements are nested too deeply to be read.") from error
    text = text_of_blocks(blocks, _shown_headline(tree, blocks) or facts.title) if blocks else ""
    if damage and (SHOWN in text or not text.strip()):
        raise damage
    if not text.strip():
        raise InputError("The page holds no article; it may be a front page, or fetch its text by a script.")
    date = "" if facts.published else guess or stated_date(blocks, found.options.day_first)
    folder = None if facts.outlet else found.folder or None
    captions = _captions(text, marked)
    yield Article(
        outlet=facts.outlet or found.folder,
        published=facts.published or read_date(date, day_first=found.options.day_first),
        title=facts.title,
        byline=facts.byline or byline,
        url=facts.url,
        section=facts.section,
        language=facts.language,
        text=text,
        origin=found.origin,
        record=found.name,
        as_found={
            **facts.as_found,
            **noted(outlet=folder, byline=byline or None, published=date or None),
            **noted(**{CAPTIONS: captions or None}),
        },
    )
