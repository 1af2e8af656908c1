"""Saved HTML pages: a page is an article, without navigation, comments and boxes of other stories."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from typing import Any

from newslab.article import Article
from newslab.errors import InputError
from newslab.loading.blocks import plain, stated_date, text_of_blocks
from newslab.loading.decode import decode, text_of
from newslab.loading.fields import OWN_OUTPUT
from newslab.loading.find import Found
from newslab.loading.page_facts import Facts, page_facts
from newslab.loading.quiet import quiet

ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|encoding=["']([\w-]+)["']""", re.I)
_ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
# Pictures that some browsers put into the page itself.
_INLINED = re.compile(rb"data:[\w.+/-]{0,60}(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=\s]{100,}")
_HEAD = 4096
_LARGEST = 20_000_000
# What the standard for pages says these names mean.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
}
_BESIDE = {"nav", "footer", "aside", "menu", "dialog", "button", "noscript", "template"}
_BESIDE_NAMES = re.compile(
    r"(?<![a-z])(?:comments?|disqus\w*|livefyre|related|recommend(?:ed|ations?)|most-?(?:read|popular|viewed|shared)"
    r"|trending|more-?(?:on|from|stories|news)|read-?more|also-?read|newsletter|outbrain|taboola|navigation|navbar"
    r"|breadcrumbs?|share(?:-?bar|-?tools|-?buttons)?|social(?:-?share|-?media)?|cookie-?\w*|consent|subscribe|promo"
    r"|sidebar|nav|menu|(?:site-?)?footer|contentinfo|complementary|up-?next)(?![a-z])",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "head", "quote", "item", "code", "list", "table", "div", "ab", "body"})
_PAGE_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "thead", "ul"),
    }
)
_UNSHOWN = frozenset({"script", "style", "title", "svg", "iframe", "select", "option", "noscript"})


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
    decoded = decode(head[:8192], nul=True)
    return decoded is not None and _BEGINS.match(decoded.text) is not None


def is_own_report(head: bytes) -> bool:
    """Whether a page is a report that newslab wrote.

    Examples
    --------
    >>> is_own_report(b'<meta charset="utf-8">\\n<meta name="generator" content="newslab">')
    True
    """
    return b'<meta name="generator" content="newslab">' in head[:_HEAD]


def _source(found: Found) -> str:
    """The page's source, in the encoding that it states unless it is UTF-8."""
    data = found.read_bytes()
    if len(data) > _LARGEST:
        data = _INLINED.sub(b"data:,", data)
    if len(data) > _LARGEST:
        raise InputError(
            f"The page has {len(data) / 1e6:,.0f} MB; one article has less than {_LARGEST / 1e6:.0f} MB. "
            "If it is an archive of articles, export it as CSV or JSON."
        )
    stated = _CHARSET.search(data[:4096])
    name = (stated[1] or stated[2]).decode().lower() if stated else ""
    name = _MEANT.get(name, name)
    if (
        name
        and b"\0" not in data
        and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass
    return text_of(data, found.origin)


def _tree(source: str) -> Any:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # Comments are kept out; nothing is looked up on the network or on this computer.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise InputError("The page is empty.") from error


def _prune(tree: Any) -> None:
    """Take out what is beside the article: of short articles the extractor takes the whole page."""
    whole = len(tree.text_content())
    for element in list(tree.iter()):
        named = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('role') or ''}"
        beside = element.tag in _BESIDE or _BESIDE_NAMES.search(named)
        if not beside or element.tag in {"html", "body", "main", "article"} or element.getparent() is None:
            continue
        # Some pages call all that they hold by such a name.
        part = element.tag in _BESIDE or 2 * len(element.text_content()) < whole
        if part and element.find(".//h1") is None:
            element.drop_tree()


def _prepare(tree: Any) -> None:
    """Keep what the extractor would leave out: captions, and the marks of inline quotations."""
    from lxml.etree import SubElement

    for quotation in list(tree.iter("q")):
        quotation.text = "“" + (quotation.text or "")
        if len(quotation):
            quotation[-1].tail = (quotation[-1].tail or "") + "”"
        else:
            quotation.text += "”"
        quotation.tag = "span"
    for figure in list(tree.iter("figure")):
        captions = [" ".join(c.text_content().split()) for c in figure.iter("figcaption")]
        parent = figure.getparent()
        if not any(captions) or parent is None or figure.find(".//table") is not None:
            continue
        if any(ancestor.tag in {"a", "figure", "aside", "nav"} for ancestor in figure.iterancestors()):
            continue
        paragraph = SubElement(parent, "p")
        paragraph.text = next(filter(None, captions))
        figure.addprevious(paragraph)


def _blocks(element: Any, names: Collection[str] = _BLOCKS) -> Iterator[str]:
    """The text of blocks and between them, as if shown; a line break of the page is a line feed."""
    begun = "" if element.tag in _UNSHOWN else _one_line(element.text)
    for child in element:
        if child.tag in {"row", "tr"}:
            yield begun
            cells = ("".join(cell.itertext()).split() for cell in child.iter("cell", "td", "th"))
            yield " | ".join(" ".join(cell) for cell in cells if cell)
            begun = ""
        elif child.tag in names:
            yield begun
            yield from _blocks(child, names)
            begun = ""
        elif child.tag in {"lb", "br"}:
            begun += "\n"
        elif child.tag not in _UNSHOWN:
            # A block may stand within an inline element.
            first, *others = _blocks(child, names)
            begun += first
            if others:
                yield begun
                yield from others[:-1]
                begun = others[-1]
        begun += _one_line(child.tail)
    yield begun


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _in_blocks(text: str, tree: Any, stated: str) -> list[str]:
    """The page's own blocks for a text that the extractor took as a whole."""
    if stated and plain(stated) == plain(text):
        return stated.split("\n")
    taken = f" {plain(text)} "
    blocks = [block for block in _blocks(tree, _PAGE_BLOCKS) if block.strip()]
    kept = [block for block in blocks if f" {plain(block)} " in taken]
    covered = sum(len(plain(block)) for block in kept)
    return kept if covered > 0.8 * len(taken) else text.split("\n")


def _article_blocks(tree: Any, stated: str) -> list[str]:
    """The blocks of the article: `stated` is its text where the page's linked data have it."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    _prune(tree)
    _prepare(tree)
    document = bare_extraction(deepcopy(tree), fast=True, include_comments=False, include_tables=True)
    if document is None:
        return [
            block for element in tree.iter("p") for block in _blocks(element, _PAGE_BLOCKS) if block.strip()
        ]
    # Of a page with little text the extractor takes all of it, in one block or a few words each.
    if len(document.body) == 1:
        blocks = _in_blocks("\n".join(document.body.itertext()), tree, stated)
    else:
        blocks = list(_blocks(document.body))
    return [block for block in blocks if block.strip()]


def _guessed_facts(tree: Any, facts: Facts) -> tuple[str, str]:
    """Byline and date as the extractor finds them where the page does not state them."""
    if facts.byline and facts.published:
        return facts.byline, ""
    from trafilatura.metadata import extract_metadata

    # A date to come is told apart later, so that today plays no part.
    params = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}
    guessed = extract_metadata(tree, date_config=params, extensive=False)
    return facts.byline or guessed.author or "", guessed.date or ""


def read_page(found: Found) -> Iterator[Article]:
    """Read a saved page: the headline, a blank line, and the paragraphs, subheads and captions of the body.

    What the page states in JSON-LD, OpenGraph and other meta elements is its outlet, date, title, byline,
    section, url and language. Without an outlet it is the folder's, then the address's.

    Raises
    ------
    InputError
        It is too large, holds no article, or is a report that newslab wrote.

    Examples
    --------
    >>> from pathlib import Path
    >>> page = "<html lang='en'><title>Harbour leased</title><nav>Home</nav><h1>Harbour leased</h1><article>"
    >>> page += "<p>Ships wait at the quay.</p><p>Ms. Marsk said “yes”.</p></article></html>"
    >>> article, = read_page(Found(Path("a.html"), data=page.encode()))
    >>> article.language, article.text
    ('en', 'Harbour leased\\n\\nShips wait at the quay.\\n\\nMs. Marsk said “yes”.')
    """
    from copy import deepcopy

    source = _source(found)
    if _ENTITY.search(source[:65_536]):
        raise InputError(
            "The page declares entities, which may name other files or grow without end; it is not read."
        )
    tree = _tree(source)
    if is_own_report(source[:_HEAD].encode("utf-8", "replace")):
        raise InputError(f"It is a report, not an article: {OWN_OUTPUT}")
    try:
        facts = page_facts(tree, source, day_first=found.options.day_first)
        with quiet("trafilatura"), quiet("htmldate"):
            byline, date = _guessed_facts(deepcopy(tree), facts)
            blocks = _article_blocks(tree, facts.text)
    except RecursionError as error:
        raise InputError("The page's elements are nested too deeply to be read.") from error
    if not blocks:
        raise InputError("The page holds no article; it may be a front page, or fetch its text by a script.")
    from newslab.loading.dates import read_date

    yield Article(
        outlet=facts.outlet or found.folder,
        published=facts.published or read_date(date) or stated_date(blocks, found.options.day_first),
        title=facts.title,
        byline=byline,
        url=facts.url,
        section=facts.section,
        language=facts.language,
        text=text_of_blocks(blocks, facts.title),
        origin=found.origin,
        record=found.name,
    )
