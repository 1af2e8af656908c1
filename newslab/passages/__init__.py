"""What each line of an article is: headline, byline, dateline, lead, body, subhead, caption, boilerplate …"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from newslab.article import WORD
from newslab.as_found import CAPTIONS, read_as_found
from newslab.boilerplate import Passage
from newslab.frames import ARTICLES, PASSAGE_TABLE, check_columns, make_frame
from newslab.passages.body import cut_dateline, mark_body, mark_captions
from newslab.passages.head import mark_head
from newslab.passages.insets import mark_author, mark_dated_links, mark_insets, mark_links
from newslab.passages.lines import Lines, count_words
from newslab.passages.tables import mark_tables
from newslab.progress import progress
from newslab.repeated import repeated_by_outlet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["counted_words", "find_passages", "split_text"]


def split_text(
    text: str,
    *,
    title: str = "",
    byline: str = "",
    repeated: Collection[str] = (),
    captions: Collection[str] = (),
) -> list[Passage]:
    """Part one text into passages; `find_passages` does it for a table of articles.

    Parameters
    ----------
    text : str
        The article.
    title, byline : str, optional
        As held apart from the text; lines that repeat them are headline and byline.
    repeated : collection of str, optional
        Lines of the outlet's other articles, as `repeated_by_outlet` finds them: boilerplate, unless they
        are headline or byline.
    captions : collection of str, optional
        Lines that the page itself marks as captions.

    Returns
    -------
    list of Passage
        In reading order, without overlap, with nothing but white space between. None crosses a line.

    Examples
    --------
    >>> text = "Harbour leased\\n\\nSKERRIN (Northwire) — Ships wait. Sign up for our newsletter."
    >>> for passage in split_text(text):
    ...     print(passage.kind, "|", text[passage.start : passage.end])
    headline | Harbour leased
    dateline | SKERRIN (Northwire) —
    lead | Ships wait.
    boilerplate | Sign up for our newsletter.
    """
    article = Lines(text, title, byline, repeated)
    first = mark_head(article)
    mark_captions(article, first, captions)
    mark_links(article, first)
    mark_dated_links(article, first)
    mark_author(article, first)
    mark_tables(article, first)
    mark_body(article, first)
    mark_insets(article, first)
    parts = [part for passage in article.lines for part in cut_dateline(text, passage)]
    return sorted([*parts, *article.boilerplate], key=lambda passage: passage.start)


def _mostly_boilerplate(text: str, passages: Iterable[Passage]) -> bool:
    """Whether more than half of an article's words are boilerplate."""
    words = {True: 0, False: 0}
    for passage in passages:
        words[passage.kind == "boilerplate"] += count_words(text[passage.start : passage.end])
    return words[True] > words[False]


def find_passages(articles: pd.DataFrame) -> pd.DataFrame:
    """Say of every line of the articles what it is.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    pandas.DataFrame
        `article_id`, `start`, `end`, `kind`, `reason`; the passages of an article part its text:
        they do not overlap, only white space lies between, and none crosses a line break. Articles
        without text have none. Kinds are headline, byline, dateline, lead, body, subhead (headlines of
        stories set in included), caption, pull_quote, table, inset (the paragraphs of a story set in) and
        boilerplate, to which lists of links to other stories belong. Boilerplate are also lines that
        stand in a fifth of an outlet's articles (a tenth, where it has 100 or more; three at least) which
        are no copies of one another, unless they are quoted, headline or byline.

    Raises
    ------
    InputError
        The table lacks a column.

    Warns
    -----
    UserWarning
        More than half of the words of some articles are boilerplate.

    Examples
    --------
    >>> from newslab.article import Article, articles_frame
    >>> articles = articles_frame([Article(text="Harbour leased\\n\\nShips wait. Read more: Tides")])
    >>> find_passages(articles)[["start", "end", "kind"]]
       start  end         kind
    0      0   14     headline
    1     16   27         lead
    2     28   44  boilerplate
    """
    needed = ["article_id", "title", "byline", "text", "outlet"]
    check_columns(articles, ARTICLES, [*needed, "copy_of"])
    again = repeated_by_outlet(articles)
    rows, doubtful = [], []
    stated = articles["as_found"] if "as_found" in articles.columns else [None] * len(articles)
    captions = iter([read_as_found(cell).get(CAPTIONS, "").split("\n") for cell in stated])
    rows_of = articles[needed].itertuples(index=False, name=None)
    shown = progress(rows_of, what="Parting texts", unit="article", total=len(articles))
    for article_id, *given in shown:
        title, byline, text, outlet = (value if isinstance(value, str) else "" for value in given)
        passages = split_text(
            text, title=title, byline=byline, repeated=again[outlet], captions=next(captions)
        )
        rows += [{"article_id": article_id, **vars(passage)} for passage in passages]
        if _mostly_boilerplate(text, passages):
            doubtful.append(article_id)
    if doubtful:
        warnings.warn(
            f"Of {len(doubtful)} of {len(articles)} articles more than half of the words were taken for "
            f"boilerplate, which is left out; the first is {doubtful[0]}. find_passages() tells why.",
            stacklevel=2,
        )
    return make_frame(rows, PASSAGE_TABLE)


def counted_words(text: str, passages: Iterable[Mapping[str, Any]]) -> list[int]:
    """Say where each word of an article begins that counts, boilerplate left out.

    Parameters
    ----------
    text : str
        The article.
    passages : iterable of mapping
        Its rows of `find_passages`, as mappings.

    Returns
    -------
    list of int
        Offsets in reading order.

    Examples
    --------
    >>> text = "Ships wait. Read more: Tides"
    >>> parts = [{"start": 0, "end": 11, "kind": "lead"}, {"start": 12, "end": 28, "kind": "boilerplate"}]
    >>> counted_words(text, parts)
    [0, 6]
    """
    return sorted(
        word.start()
        for passage in passages
        if passage["kind"] != "boilerplate"
        for word in WORD.finditer(text, int(passage["start"]), int(passage["end"]))
    )
