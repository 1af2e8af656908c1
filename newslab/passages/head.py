"""The lines above an article's first paragraph: headline, bylines and dates."""

from __future__ import annotations

import re

from newslab.loading.dates import parse_date
from newslab.passages.lines import QUOTES, Lines, count_words

_BYLINE = re.compile(r"by\s+(?:(?:[A-Z][\w.’'-]*|and|for|of|in|the|with|&),?\s*){1,14}\.?$")
_DATE_LABEL = re.compile(r"^(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?:?\s+", re.I)
_UNFINISHED = (".", "…", ":", ";", ",")
_LONGEST_HEADLINE, _LONGEST_DATE = 30, 11


def reads_as_byline(line: str) -> bool:
    """Whether a line is "By" and names.

    Examples
    --------
    >>> reads_as_byline("By Ines Calder in Castrel"), reads_as_byline("By Tuesday the talks had failed.")
    (True, False)
    """
    return _BYLINE.match(line[:1].lower() + line[1:]) is not None


def is_date(line: str) -> bool:
    """Whether a line is a date, perhaps with what it is the date of.

    Examples
    --------
    >>> is_date("Updated 4 March 2025"), is_date("On 4 March 2025 it rained.")
    (True, False)
    """
    return count_words(line) <= _LONGEST_DATE and parse_date(_DATE_LABEL.sub("", line)) is not None


def _mark_headline(article: Lines) -> int:
    """Mark the headline's lines and return how many they are."""
    joined, count = "", 0
    while article.title and count < len(article):
        joined = f"{joined} {article.plain[count]}".strip()
        if not article.title.startswith(joined):
            break
        count += 1
        if joined == article.title:
            for i in range(count):
                article.mark(i, "headline", "the article's title")
            return count
    first = article.line(0)
    short = 0 < count_words(first) <= _LONGEST_HEADLINE and not first.rstrip(QUOTES).endswith(_UNFINISHED)
    if len(article) > 1 and short and article.has_blank_lines and article.alone(0):
        article.mark(0, "headline", "short first line without a full stop")
        return 1
    return 0


def mark_head(article: Lines) -> int:
    """Mark headline, bylines and dates, and return the number of the first line after them."""
    i = _mark_headline(article)
    while i < len(article):
        line = article.line(i)
        if article.byline and article.plain[i] in {article.byline, f"by {article.byline}"}:
            article.mark(i, "byline", "the article's byline")
        elif reads_as_byline(line):
            article.mark(i, "byline", "begins with By and names")
        elif is_date(line):
            article.mark(i, "byline", "a date alone")
        elif not article.comes_again(i):
            break
        i += 1
    return i
