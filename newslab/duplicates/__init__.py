"""Copies: which articles are the same story, who had it first, which agency wrote it, what is shared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.agencies import find_agency
from newslab.article import WORD
from newslab.as_found import as_found_text, read_as_found
from newslab.boilerplate import LINE
from newslab.duplicates.groups import Link, earliest_of, group_links, is_copy
from newslab.duplicates.overlap import Stretch, shared_stretches
from newslab.duplicates.words import Words, candidate_pairs, read_words
from newslab.frames import ARTICLES, SHARED_PASSAGES, check_columns, make_frame
from newslab.progress import progress
from newslab.repeated import outlet_key, plain_line, repeated_by_outlet

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_copies", "shared_passages"]

_NEEDED = ("article_id", "outlet", "published", "title", "text", "copy_of")
# Copies with 30 % of their words changed keep 34 % of their runs of three words, two such copies 12 % of
# those of each other; articles on one event share 1 to 5 %.
_LEAST_RUNS, _LEAST_SHARE = 3, 0.06
# Of a passage of twelve words or more, with its ten runs, two are kept nearly always.
_LEAST_RUNS_OF_PASSAGES = 2
# So short a text ("Subscribe to read on.") is a copy of an equal one only under the same headline.
_SHORT = 20
# An article of which less is the agency's may have its copies' agency, but is not by it.
_MOSTLY = 0.5


def _blank(text: str, lines: frozenset[str]) -> str:
    """A text of equal length with spaces for the lines that its outlet prints everywhere."""
    if not lines:
        return text

    def blanked(found: re.Match[str]) -> str:
        return " " * len(found[0]) if plain_line(found[0]) in lines else found[0]

    return LINE.sub(blanked, text)


def _string(value: Any) -> str:
    return value if isinstance(value, str) and value.strip() else ""


class _Corpus:
    """The articles with a text, the earliest first, without the lines that their outlets print everywhere."""

    def __init__(self, articles: pd.DataFrame) -> None:
        frame = articles.reset_index(drop=True)
        has_text = [bool(_string(text)) for text in frame["text"]]
        frame = frame[np.array(has_text, dtype=bool)]
        frame = frame.sort_values("published", kind="stable", na_position="last")
        self.rows = frame.index.to_numpy()
        self.ids = frame["article_id"].tolist()
        self.titles = frame["title"].tolist()
        again = repeated_by_outlet(frame)
        self.texts = [
            _blank(text, again[outlet_key(outlet)])
            for outlet, text in zip(frame["outlet"], frame["text"], strict=True)
        ]
        self.words: Words = read_words(self.texts)
        self.lengths = np.diff(self.words.starts)

    def offsets(self, article: int) -> list[tuple[int, int]]:
        """Where each word of an article begins and ends in its text."""
        return [word.span() for word in WORD.finditer(self.texts[article])]

    def links(self, *, least: int, share: float) -> Iterator[Link]:
        """What every two articles share that may share much."""
        pairs = candidate_pairs(self.words, least=least, share=share).tolist()
        for earlier, later in progress(pairs, what="Comparing", unit="pair"):
            stretches = shared_stretches(self.words.runs(later), self.words.runs(earlier))
            if stretches:
                yield Link(earlier, later, stretches)

    def equal(self) -> Iterator[Link]:
        """Articles with the same words as an earlier one."""
        first: dict[tuple[bytes, str], int] = {}
        for article, length in enumerate(self.lengths.tolist()):
            title = self.titles[article] if length < _SHORT else ""
            key = (self.words.of(article).tobytes(), title if isinstance(title, str) else "")
            earlier = first.setdefault(key, article)
            if earlier != article and length:
                yield Link(earlier, article, [Stretch(0, length, 0, length, length)])

    def copies(self) -> list[list[Link]]:
        """The links between copies, in groups."""
        links = list(self.equal())
        known = {(link.earlier, link.later) for link in links}
        for link in self.links(least=_LEAST_RUNS, share=_LEAST_SHARE):
            pair = (link.earlier, link.later)
            if pair not in known and is_copy(
                link,
                (self.texts[link.earlier], self.texts[link.later]),
                (int(self.lengths[link.earlier]), int(self.lengths[link.later])),
            ):
                links.append(link)
        return list(group_links(links, self.lengths))


def _own_agency(given: Any, text: Any, byline: Any) -> str:
    """The agency given, else the one that the text or the byline credits, else ''."""
    if isinstance(given, str) and given.strip():
        return given
    return find_agency(_string(text), byline=_string(byline))


def _agencies(articles: pd.DataFrame, corpus: _Corpus, groups: list[list[Link]]) -> list[str | None]:
    """The agency of every article; one that credits none has that of its copies, where they agree."""
    columns = (articles[name] for name in ("wire", "text", "byline"))
    own = [_own_agency(*values) for values in zip(*columns, strict=True)]
    found: list[str | None] = [agency or None for agency in own]
    for group in groups:
        members = {article for link in group for article in (link.earlier, link.later)}
        names = {own[corpus.rows[article]] for article in members} - {""}
        if len(names) != 1:
            continue
        for link in group:
            for article in (link.earlier, link.later):
                mostly = link.words(article) >= _MOSTLY * corpus.lengths[article]
                if mostly and found[corpus.rows[article]] is None:
                    found[corpus.rows[article]] = next(iter(names))
    return found


def _as_found(articles: pd.DataFrame, wire: list[str | None]) -> list[str | None]:
    """The column `as_found`, with a note beside the agencies that were detected here."""
    given = zip(articles["as_found"], articles["wire"], wire, strict=True)
    return [
        as_found_text(({"wire": ""} if new and not _string(old) else {}) | read_as_found(words))
        for words, old, new in given
    ]


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """Say which articles are copies of an earlier one, and which agency wrote them.

    Two articles are copies where about half or more of the shorter one stands in the longer one too, so that
    half a story within another paper's is one as well. Paragraphs may be left out, moved and shortened, and
    up to three words in ten be changed. A shared statement, a paragraph of background, or lines that an
    outlet prints under all its articles make no copy.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    pandas.DataFrame
        The articles, with `copy_of` (article_id of the earliest copy, by `published` and then by order; those
        without a date come last; missing where the article is no copy) and `wire` (the agency credited in
        dateline, byline or end lines, or by another copy of the same story; `as_found` notes that it was
        detected). What either column held stays.

    Raises
    ------
    InputError
        The table lacks a column.

    See Also
    --------
    shared_passages : what the copies, and all other articles, share.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and
    Complexity of Sequences, 21-29.

    Examples
    --------
    >>> from newslab import find_copies
    >>> from newslab.article import Article, articles_frame
    >>> story = "The harbour of Skerrin was leased for forty years on Monday, and ships wait outside."
    >>> articles = articles_frame([
    ...     Article(outlet="The Lantern", text=f"SKERRIN (Reuters) - {story}"),
    ...     Article(outlet="The Ledger", text=f"Harbour leased\\n\\n{story}"),
    ...     Article(outlet="The Ledger", text="Rain fell in Castrel for a third day, and the river rose."),
    ... ])
    >>> find_copies(articles)[["article_id", "outlet", "wire", "copy_of"]]
             article_id       outlet     wire           copy_of
    0  7b23d4b8627a82bb  The Lantern  Reuters              None
    1  c87e5e02d8ef357a   The Ledger  Reuters  7b23d4b8627a82bb
    2  80fa95b828a0b345   The Ledger     None              None
    """
    import pandas as pd

    check_columns(articles, ARTICLES, [*_NEEDED, "byline", "wire"])
    corpus = _Corpus(articles)
    groups = corpus.copies()
    copy_of = [_string(value) or None for value in articles["copy_of"]]
    for article, first in earliest_of(groups).items():
        copy_of[corpus.rows[article]] = copy_of[corpus.rows[article]] or corpus.ids[first]
    wire = _agencies(articles, corpus, groups)
    columns = {"wire": wire, "copy_of": copy_of}
    if "as_found" in articles.columns:
        columns["as_found"] = _as_found(articles, wire)
    return articles.assign(**{
        name: pd.Series(values, index=articles.index, dtype="object") for name, values in columns.items()
    })  # fmt: skip


def shared_passages(articles: pd.DataFrame) -> pd.DataFrame:
    """Show what articles share word for word, or nearly so, and who had it first.

    Copies share much, but a statement that two outlets print or a paragraph of background is found as well.
    Lines that an outlet prints under all its articles are left out. What more than eight articles share is
    shown for each with the first of them and the two just before it, not with all.

    Parameters
    ----------
    articles : pandas.DataFrame
        As `read_articles` returns it.

    Returns
    -------
    pandas.DataFrame
        A row for each passage of ten words or more that two articles share: `article_id`, `start`, `end` in
        the later one; `earlier_id`, `earlier_start`, `earlier_end` in the one that had it first; `words`
        (of the passage in the later one), `equal_words` (those that lie in a run of three words that both
        have), `share` and `earlier_share` (part of the words of each article). In the order of the articles
        and their texts.

    Raises
    ------
    InputError
        The table lacks a column.

    See Also
    --------
    find_copies : which articles are copies.

    Examples
    --------
    >>> from newslab import shared_passages
    >>> from newslab.article import Article, articles_frame
    >>> said = "“We will sign the lease before the summer and not a day later,” said Helena Marsk"
    >>> texts = f"Ships wait. {said}.", f"Rain fell. {said} at noon."
    >>> articles = articles_frame([Article(text=text) for text in texts])
    >>> shared_passages(articles)[["start", "end", "earlier_start", "earlier_end", "words", "share"]]
       start  end  earlier_start  earlier_end  words  share
    0     12   92             13           93     16    0.8
    """
    check_columns(articles, ARTICLES, _NEEDED)
    corpus = _Corpus(articles)
    rows = []
    for link in corpus.links(least=_LEAST_RUNS_OF_PASSAGES, share=0.0):
        here, there = corpus.offsets(link.later), corpus.offsets(link.earlier)
        order = int(corpus.rows[link.later])
        for part in link.stretches:
            words = part.end - part.start
            rows.append({
                "order": (order, here[part.start][0], int(corpus.rows[link.earlier])),
                "article_id": corpus.ids[link.later],
                "start": here[part.start][0], "end": here[part.end - 1][1],
                "earlier_id": corpus.ids[link.earlier],
                "earlier_start": there[part.other_start][0], "earlier_end": there[part.other_end - 1][1],
                "words": words, "equal_words": part.equal,
                "share": words / len(here),
                "earlier_share": (part.other_end - part.other_start) / len(there),
            })  # fmt: skip
    return make_frame(sorted(rows, key=lambda row: row["order"]), SHARED_PASSAGES)
