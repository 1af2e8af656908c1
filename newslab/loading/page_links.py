"""Links of a saved page to other stories: teasers, lists of headlines, paragraphs that are a link alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from newslab.loading.blocks import ends_sentence, plain

_MANY_LINKS, _SHORTEST_HEADLINE, _FEWEST_LINKS = 0.3, 4, 2
_READ = re.compile(r"^(?:(?:also|related|see|read|watch|more|next|here) )+")


def mostly_links(element: Any) -> bool:
    """Whether much of an element's text is links.

    Examples
    --------
    >>> from newslab.loading.page_text import parsed
    >>> mostly_links(parsed("<p><a href='/b'>Ships wait</a> in Skerrin.</p>"))
    True
    """
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked >= _MANY_LINKS * len(element.text_content())


def is_card(element: Any) -> bool:
    """Whether an element is the teaser of another story, whose headline is a link.

    Examples
    --------
    >>> from newslab.loading.page_text import parsed
    >>> is_card(parsed("<article><h3><a href='/b'>Ships wait</a></h3></article>").find(".//article"))
    True
    """
    headings = (heading for name in ("h2", "h3", "h4") for heading in element.iter(name))
    return element.tag == "article" and any(
        heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None
        for heading in headings
    )


def _is_elsewhere(link: Any) -> bool:
    """Whether a link leads to another page and says more than a few words."""
    href = link.get("href") or ""
    return bool(href) and not href.startswith("#") and len(link.text_content().split()) >= _SHORTEST_HEADLINE


def _is_headline_elsewhere(item: Any) -> bool:
    """Whether an item of a list is a link to another page alone, as the headlines of other stories are."""
    said = " ".join(item.text_content().split())
    links = [link for link in item.iter("a") if _is_elsewhere(link)]
    return len(links) == 1 and plain(links[0].text_content()) == plain(said) and not ends_sentence(said)


def drop_lists_of_links(tree: Any) -> None:
    """Take out lists of other stories, which a heading announces or which are links alone.

    Examples
    --------
    >>> from newslab.loading.page_text import parsed
    >>> related = "<h3>Related stories</h3><ul><li><a href='/b'>Ships wait</a></ul>"
    >>> tree = parsed(f"{related}<p>The quay is shut.</p>")
    >>> drop_lists_of_links(tree)
    >>> tree.text_content()
    'The quay is shut.'
    """
    from newslab.passages.insets import opens

    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6", "p", "div")):
        listed = heading.getnext()
        if listed is None or listed.tag not in {"ul", "ol"} or listed.find(".//a") is None:
            continue
        if opens(" ".join(heading.text_content().split())) == "links":
            listed.drop_tree()
            heading.drop_tree()
    for listed in list(tree.iter("ul", "ol")):
        items = [item for item in listed if item.tag == "li"]
        if len(items) >= _FEWEST_LINKS and all(_is_headline_elsewhere(item) for item in items):
            listed.drop_tree()


def _stands_alone(link: Any) -> bool:
    """Whether a link is all that its paragraph says, perhaps after "Read more"."""
    around = next(link.iterancestors("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "blockquote"), None)
    if around is None or around.tag != "p":
        return False
    if next(around.iterancestors("li", "td", "blockquote"), None) is not None:
        return False
    said, linked = (_READ.sub("", plain(element.text_content())) for element in (around, link))
    return said == linked


def headlines_elsewhere(tree: Any) -> tuple[set[str], set[str]]:
    """What links to other pages say, and those of them that are paragraphs of their own.

    Examples
    --------
    >>> from newslab.loading.page_text import parsed
    >>> headlines_elsewhere(parsed("<p>Read: <a href='/b'>Ships wait in Skerrin</a></p>"))
    ({'ships wait in skerrin'}, {'read ships wait in skerrin'})
    """
    links = [link for link in tree.iter("a") if _is_elsewhere(link)]
    alone = [next(link.iterancestors("p")) for link in links if _stands_alone(link)]
    return {plain(link.text_content()) for link in links}, {plain(p.text_content()) for p in alone}


def without_headlines_elsewhere(
    blocks: list[str], links: Collection[str], alone: Collection[str]
) -> list[str]:
    """The blocks without headlines of other stories: paragraphs that are a link alone, and links at the end.

    Examples
    --------
    >>> ships = "Ships wait in Skerrin"
    >>> without_headlines_elsewhere(["The quay is shut.", ships], {plain(ships)}, set())
    ['The quay is shut.']
    """
    kept = [block for block in blocks if plain(block) not in alone or ends_sentence(block)]
    while kept and plain(kept[-1]) in links and not ends_sentence(kept[-1]):
        kept.pop()
    return kept
