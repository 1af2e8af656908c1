"""The article in a saved page, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any

from newslab.boilerplate import first_reason
from newslab.errors import InputError
from newslab.loading.blocks import plain
from newslab.loading.page_links import (
    drop_lists_of_links,
    headlines_elsewhere,
    is_card,
    mostly_links,
    without_headlines_elsewhere,
)

_BESIDE = {"nav", "footer", "aside", "menu", "dialog", "button", "noscript", "template"}
_WHOLE = frozenset({"html", "body", "main"})
_BESIDE_NAMES = re.compile(
    r"(?<![a-z])(?:comments?|respond|replies|disqus\w*|livefyre|spot-?im|viafoura|hyvor\w*|related|recommend(?:ed|ations?)|most-?(?:read|popular|viewed|shared)"
    r"|trending|more-?(?:on|from|stories|news)|read-?more|also-?read|newsletter|outbrain|taboola|navigation|navbar"
    r"|breadcrumbs?|share(?:-?bar|-?tools|-?buttons)?|social(?:-?share|-?media)?|cookie-?\w*|consent"
    r"|author-?(?:bio|box|info|card|profile|desc\w*)|(?:about|meet)-?(?:the-?)?authors?|bio-?box|biography"
    r"|(?:article|post|entry|story)-?tags|tags?-?(?:list|links|cloud)|(?:newsletter-?)?sign-?up(?:-?(?:box|form))?"
    r"|subscribe-?(?:box|form)|donate-?(?:box|form)|editors?-?picks?"
    r"|sidebar|nav|menu|(?:site-?)?footer|contentinfo|complementary|up-?next)(?![a-z])",
    re.IGNORECASE,
)
_FOLDED_NAMES = re.compile(r"(?<![a-z])read-?more(?![a-z])", re.IGNORECASE)
_CAPTION_NAMES = re.compile(
    r"caption(?!s|ed)|(?<![a-z])(?:photo|image|media|picture)[_-]*credit", re.IGNORECASE
)
_LONGEST_CREDIT, _LONGEST_CAPTION = 8, 100
_SHORT, _LEAST_SHARE, _MUCH_MORE = 600, 0.5, 1.5
_CREDITS = {"begins with a credit", "names a picture agency"}
_SLASHED = re.compile(r"[^/.:;!?]+(?:/[^/.:;!?]+)+$")
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


def parsed(source: str) -> Any:
    """The tree of a page's source; nothing is looked up on the network or on this computer.

    Examples
    --------
    >>> parsed("<p>Ships wait.").text_content()
    'Ships wait.'
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise InputError("The page is empty.") from error


def _words(element: Any) -> int:
    """How many characters an element has in paragraphs."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def prune(tree: Any) -> None:
    """Take out what is beside the article: of short articles the extractor takes the whole page.

    Examples
    --------
    >>> tree = parsed("<h1>Lease</h1><div class='related-box'>More</div><p>Ships wait.</p>")
    >>> prune(tree)
    >>> tree.text_content()
    'LeaseShips wait.'
    """
    whole = _words(tree)
    around = {ancestor for heading in tree.iter("h1") for ancestor in heading.iterancestors()}
    left = [tree]
    while left:
        element = left.pop()
        if element is not tree and element.tag not in _WHOLE and element not in around:
            named = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('role') or ''}"
            beside = is_card(element) or (element.tag != "article" and _BESIDE_NAMES.search(named))
            # Some pages call all that they hold by such a name, or what opens at a click on "read more".
            held = _words(element) if beside else 0
            folded = beside and _FOLDED_NAMES.search(named) and not mostly_links(element)
            if element.tag in _BESIDE or (beside and held <= whole / 4 and not folded):
                element.drop_tree()
                continue
        left.extend(element)


def _is_credit(caption: str) -> bool:
    """Whether a caption is nothing but the photographer's or the agency's name."""
    if len(caption.split()) > _LONGEST_CREDIT:
        return False
    return first_reason("captions", caption) in _CREDITS or _SLASHED.match(caption) is not None


def marked_captions(tree: Any) -> list[str]:
    """What a page marks as the captions of its pictures, each on one line.

    Examples
    --------
    >>> marked_captions(parsed("<figure><figcaption>Ships off <b>Skerrin</b></figcaption></figure>"))
    ['Ships off Skerrin']
    """
    marked = (
        element
        for element in tree.iter("figcaption", "p", "div", "span", "em", "small", "dd")
        if element.tag == "figcaption" or _CAPTION_NAMES.search(element.get("class") or "")
    )
    texts = (" ".join(element.text_content().split()) for element in marked)
    return [text for text in texts if 0 < len(text.split()) <= _LONGEST_CAPTION]


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
    seen = set()
    for figure in list(tree.iter("figure")):
        captions = [" ".join(c.text_content().split()) for c in figure.iter("figcaption")]
        parent = figure.getparent()
        if not any(captions) or parent is None or figure.find(".//table") is not None:
            continue
        if any(ancestor.tag in {"a", "figure", "aside", "nav"} for ancestor in figure.iterancestors()):
            continue
        caption = next(filter(None, captions))
        if caption not in seen and not _is_credit(caption):
            paragraph = SubElement(parent, "p")
            paragraph.text = caption
            figure.addprevious(paragraph)
            seen.add(caption)


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


def _extracted(tree: Any) -> Any:
    """What the extractor takes for the article: in its slow way, where its fast one finds little of much."""
    from trafilatura import bare_extraction

    options = {"include_comments": False, "include_tables": True}
    fast = bare_extraction(deepcopy(tree), fast=True, **options)
    found = len(fast.text) if fast else 0
    if found >= min(_SHORT, _LEAST_SHARE * _words(tree)):
        return fast
    slow = bare_extraction(deepcopy(tree), **options)
    return slow if slow and len(slow.text) >= _MUCH_MORE * found else fast


def article_blocks(tree: Any, stated: str) -> list[str]:
    """Give the blocks of a page's article: paragraphs, subheads, captions, items, rows of tables.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The page, what is beside its article taken out by `prune`; it is changed.
    stated : str
        The article's text where the page's linked data have it, or ''.

    Examples
    --------
    >>> article_blocks(parsed("<article><p>Ships wait.</p><p>One left.</p></article>"), "")
    ['Ships wait.', 'One left.']
    """
    drop_lists_of_links(tree)
    links, alone = headlines_elsewhere(tree)
    _prepare(tree)
    document = _extracted(tree)
    if document is None:
        return [
            block for element in tree.iter("p") for block in _blocks(element, _PAGE_BLOCKS) if block.strip()
        ]
    # Of a page with little text the extractor takes all of it, in one block or a few words each.
    if len(document.body) == 1:
        blocks = _in_blocks("\n".join(document.body.itertext()), tree, stated)
    else:
        blocks = list(_blocks(document.body))
    return without_headlines_elsewhere([block for block in blocks if block.strip()], links, alone)
