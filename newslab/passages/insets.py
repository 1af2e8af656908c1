"""Stories set into an article, and lists of links to others: both have headlines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newslab.boilerplate import first_reason
from newslab.passages.body import find_dateline
from newslab.passages.head import is_date, reads_as_byline
from newslab.passages.lines import NUMBERED, Lines, count_words, ends_sentence
from newslab.vocabulary import vocabulary

_RULE = re.compile(r"[\s*_=•·~#—–-]{3,}$")
_END = re.compile(r"\[?\s*(?:end|ends|close)(?: of)?(?: the)? (?:box|inset|side ?bar)\s*\]?$", re.IGNORECASE)
_BULLET = re.compile(r"^[-–—•*·►▶»>]+\s*")
_DATED = re.compile(
    r"\w\S*\s+[–—-]\s+(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\d{4}-\d\d-\d\d)$"
)
_TELLS = re.compile(r" (?:is|was|has|covers?|writes|reports|works|joined|lives|teaches|edits|hosts|s)\b")
_QUOTED = re.compile(r"[“”\"]")
_LAST = 3
_AROUND = " :»>|→…-–—[]"
_SHORTEST_LINK, _LONGEST_HEADLINE, _SENTENCE, _ENOUGH, _LONGEST_LABEL = 3, 20, 8, 3, 80


@cache
def _labels() -> Sequence[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"], re.IGNORECASE), row["opens"]) for row in vocabulary("insets")]


def opens(line: str) -> str:
    """What a line announces by itself: "links", a "story", or ''.

    Examples
    --------
    >>> opens("Related stories:"), opens("In other news"), opens("Related stories were told.")
    ('links', 'story', '')
    """
    bare = line.strip(_AROUND)
    if len(bare) > _LONGEST_LABEL:
        return ""
    return next((opens for pattern, opens in _labels() if pattern.fullmatch(bare)), "")


def _is_headline(line: str) -> bool:
    """Whether a line may be the headline of a story."""
    words = count_words(line)
    return 0 < words <= _LONGEST_HEADLINE and not line.rstrip("”’\"')").endswith((".", "…", ":", ";", ","))


def _is_link(line: str) -> bool:
    line = _BULLET.sub("", line)
    # What is numbered is a part of the article.
    begins = not (line[:1].islower() or NUMBERED.match(line))
    return begins and _is_headline(line) and count_words(line) >= _SHORTEST_LINK


def mark_links(article: Lines, first: int) -> None:
    """Mark the headlines below a line such as "Related stories" as boilerplate, and the line itself."""
    listed = False
    for i in range(first, len(article)):
        if opens(article.line(i)) == "links" and article.alone(i):
            # At the end of a text, or where a paragraph follows, it is the remains of a list.
            article.mark(i, "boilerplate", "announces a list of other stories")
            listed = True
            continue
        if before := article.boilerplate_before(i):
            listed = opens(article.text[before.start : before.end]) == "links"
        if not (listed and article.alone(i) and _is_link(article.line(i))):
            listed = False
            continue
        article.mark(i, "boilerplate", "headline in a list of other stories")


def mark_dated_links(article: Lines, first: int) -> None:
    """Mark headlines that end with a date each, two or more in a row: an author's latest stories."""
    dated = [i for i in range(first, len(article)) if _DATED.search(article.line(i)) and article.alone(i)]
    for i in dated:
        if i - 1 in dated or i + 1 in dated:
            article.mark(i, "boilerplate", "headline in a list of other stories")


def mark_author(article: Lines, first: int) -> None:
    """Mark what is said of the author below the article."""
    name = article.byline.removeprefix("by ")
    for i in range(max(first + 1, len(article) - _LAST), len(article)):
        told = article.plain[i].removeprefix(name)
        named = name.count(" ") > 0 and told != article.plain[i]
        if named and _TELLS.match(told) and article.alone(i) and not _QUOTED.search(article.line(i)):
            article.mark(i, "boilerplate", "says who the author is")


def _is_paragraph(article: Lines, i: int) -> bool:
    return article.words(i) >= _SENTENCE and ends_sentence(article.line(i))


def _signed(article: Lines, i: int) -> bool:
    """Whether a byline or a dateline below a headline begins a story of its own."""
    line = article.line(i)
    credited = article.kind(i) == "caption" and first_reason("captions", line)
    if not _is_headline(line) or credited or article.kind(i) not in {"subhead", "body", "caption"}:
        return False
    below = article.line(i + 1)
    if reads_as_byline(below):
        return any(_is_paragraph(article, j) for j in range(i + 2, min(i + 5, len(article))))
    dated = find_dateline(below, 0, len(below), apart=True)
    return dated is not None and _is_paragraph(article, i + 1)


def _closing(article: Lines, i: int) -> int:
    """The number of the rule that closes what one at `i` opens, a headline and few paragraphs; 0 for none."""
    end = next((j for j in range(i + 1, len(article)) if _RULE.match(article.line(j))), 0)
    if end <= i + 2 or not _is_headline(article.line(i + 1)) or not _is_paragraph(article, i + 2):
        return 0
    # Parts of one article are set apart by rules too, each with its headline.
    if end + 1 < len(article) and _is_headline(article.line(end + 1)):
        return 0
    inner, whole = (sum(map(article.words, held)) for held in (range(i + 1, end), range(len(article))))
    return end if 2 * inner < whole else 0


def _starts(article: Lines, first: int) -> tuple[int, int, str] | None:
    """Where the next story set in begins and ends, and what told it."""
    body = 0
    for i in range(first, len(article) - 1):
        line = article.line(i)
        body += _is_paragraph(article, i)
        if body == 0 or not article.alone(i):
            continue
        if opens(line) == "story":
            return i, len(article), "a line announces another story"
        if _RULE.match(line) and (end := _closing(article, i)):
            return i + 1, end, "a headline and paragraphs between rules"
        # An article's own byline may stand below its first paragraph.
        if body >= _ENOUGH and _signed(article, i):
            return i, len(article), "a headline with a byline or a dateline of its own"
    return None


def _is_end(line: str) -> bool:
    return bool(_RULE.match(line) or _END.match(line))


def mark_insets(article: Lines, first: int) -> None:
    """Mark the paragraphs of stories set in, whose other kinds of lines keep theirs.

    A story begins where a headline below three paragraphs has a byline or a dateline of its own, or where a
    line says that another follows, and goes to the next rule or to the end; or it stands between two rules.
    """
    while found := _starts(article, first):
        start, end, reason = found
        end = next((j for j in range(start + 1, end) if _is_end(article.line(j))), end)
        article.mark(start, "subhead", "headline of a story set in")
        for i in range(start + 1, end):
            if reads_as_byline(article.line(i)) or is_date(article.line(i)):
                article.mark(i, "byline", "byline of a story set in")
            elif article.kind(i) in {"lead", "body"}:
                article.mark(i, "inset", reason)
        if end < len(article) and _END.match(article.line(end)):
            article.mark(end, "boilerplate", "closes a story set in")
        first = end
