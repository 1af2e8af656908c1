"""What stands between an article's paragraphs: captions, subheads, pull quotes; and its dateline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from newslab.boilerplate import Passage, first_reason
from newslab.passages.lines import NUMBERED, QUOTES, Lines, count_words, ends_sentence, plain

_INNER_STOP = re.compile(r"[.!?][”’\"')]*\s+(?=[A-Z“‘\"])")
_CAPITALS = r"[A-Z][A-Z.’'/ -]*[A-Z][.]?"
_AGENCY = r"\([A-Z][\w .&/]{1,30}\)"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:,\s[\w.’' ]{{1,30}}){{0,2}}\s*(?:{_AGENCY})?"
    rf"|(?:[A-Z][\w.’' ]{{1,30}}(?:,\s[\w.’' ]{{1,30}})?\s)?{_AGENCY})"
    r"(?:\s*(?:—|--)|\s+[–-])\s*(?=[^\W_a-z]|[“\"‘'])"
)
_SPACED = re.compile(r"\s(?:—|--|[–-])\s+$")
# A note that follows a sentence, as in "It grows.[4]".
_CITED = re.compile(r"\s*\[[^\]]{1,30}\]$")
_BEGINS = re.compile(r"[“\"'‘(]?[^\W\d_a-z]")
# What no sentence ends with, and what is code or an address.
_CUT = re.compile(
    r"\b(?:an?|the|of|to|in|on|at|by|for|from|with|and|or|but|as|than|that|which|who|is|are|was|were|be|its|their"
    r"|his|her|our|see|via)$|[{}<>=|_@\\]|://|\w\(\)",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Yy]ours?|[Mm]y)\b")
_LONGEST_SUBHEAD, _LONGEST_CAPTION, _LONGEST_OPEN, _LONGEST_CLAUSE, _LONGEST_AFTERTHOUGHT = 14, 60, 45, 35, 15
_CLAUSE, _FEW = 6, 3


def _shape(line: str) -> str:
    """What about a paragraph without a full stop makes it a caption, as it may be otherwise, or ''."""
    words = count_words(line)
    stops = list(_INNER_STOP.finditer(line, found.end() if (found := NUMBERED.match(line)) else 0))
    if stops:
        few = count_words(line[stops[-1].end() :]) <= _LONGEST_AFTERTHOUGHT
        return "sentences, the last without a full stop" if few and words <= _LONGEST_OPEN else ""
    if re.match(r"[^:]{3,40}: [a-z]", line):
        return "a label and a clause without a full stop"
    # Headlines leave articles out; a clause of some length that has them is a sentence.
    if 8 <= words <= _LONGEST_CLAUSE and re.search(r"[a-z] (?:a|an|the) [a-z]", line) and ": " not in line:
        return "a sentence without a full stop"
    return ""


def _unfinished(article: Lines, i: int) -> bool:
    """Whether a line has a sentence's words and no full stop, and nothing says that it is a caption."""
    line = article.line(i)
    if count_words(line) < _CLAUSE or ends_sentence(_CITED.sub("", line)):
        return False
    return article.kind(i) not in {"headline", "byline"} and not first_reason("captions", line)


def _reads_on(article: Lines, i: int) -> bool:
    """Whether what is no sentence is one of a list, or cut from its neighbours by a link, a tweet, code."""
    line, below = article.line(i), article.line(i + 1)
    above = article.line(i - 1) if i > 0 else ""
    return (
        not _BEGINS.match(line)
        or _CUT.search(line) is not None
        or above.endswith((":", ",", ";"))
        or below[:1].islower()
        or below[:1] in set(",.;:)")
        or (i > 0 and _unfinished(article, i - 1))
        or (i + 1 < len(article) and _unfinished(article, i + 1))
    )


def _caption(article: Lines, i: int) -> str:
    """What makes a paragraph a caption, or ''."""
    line = article.line(i)
    if count_words(line) > _LONGEST_CAPTION:
        return ""
    if reason := first_reason("captions", line):
        return reason
    if (not line[-1:].isalnum() and line[-1:] not in f"{QUOTES})") or ends_sentence(line):
        return ""
    reason = _shape(line)
    return "" if not reason or _ADDRESSES.search(line) or _reads_on(article, i) else reason


def _stops_are_rare(article: Lines, first: int) -> bool:
    """Whether so many lines lack the full stop that lacking it tells nothing."""
    lines = [i for i in range(first, len(article)) if article.words(i) >= _CLAUSE]
    lacking = sum(_unfinished(article, i) for i in lines)
    return lacking > _FEW and _FEW * lacking > len(lines)


def _subhead(line: str) -> str:
    """What makes a paragraph between others a subhead, or ''."""
    if not 0 < count_words(line) <= _LONGEST_SUBHEAD or (line[0] in QUOTES and line[-1] in QUOTES):
        return ""
    if line.isupper() and len(line) > 4:
        return "a line of capitals"
    if ends_sentence(line) or line[-1] in ":;,-—–" or line[0].islower() or line[0] in "-–—•*·":
        return ""
    return "short line without a full stop between paragraphs"


def _repeats(article: Lines, i: int) -> bool:
    """Whether a longer paragraph holds the line's words, as it does those of a pull quote."""
    words, line = article.plain[i], article.line(i)
    set_apart = line[0] in QUOTES or not ends_sentence(line)
    return (
        set_apart
        and words.count(" ") >= 4
        and any(words in other and len(other) > len(words) + 20 for other in article.plain if other != words)
    )


def _between(article: Lines, i: int, *, stopped: bool) -> tuple[str, str]:
    """Kind and reason of a line that is no paragraph of the article, or ''."""
    line = article.line(i)
    if not article.alone(i) or article.in_transcript(i):
        return "", ""
    if i > 0 and _repeats(article, i):
        return "pull_quote", "another paragraph holds the same words"
    if reason := _caption(article, i) if stopped else first_reason("captions", line):
        return "caption", reason
    if i > 0 and (reason := _subhead(line)) and count_words(article.line(i + 1)) > 5:
        return "subhead", reason
    return "", ""


def mark_captions(article: Lines, first: int, captions: Collection[str]) -> None:
    """Mark the lines that the page says are captions."""
    marked = {plain(caption) for caption in captions} - {""}
    for i in range(first, len(article)):
        if article.kind(i) == "body" and article.plain[i] in marked:
            article.mark(i, "caption", "the page marks it as a caption")


def mark_body(article: Lines, first: int) -> None:
    """Mark the lead, and what stands between the paragraphs; lines that have a kind keep it."""
    lead, stopped = False, not _stops_are_rare(article, first)
    for i in range(first, len(article)):
        if article.kind(i) != "body":
            continue
        if i > first and article.goes_on(i):
            article.mark(i, article.kind(i - 1), "the same line goes on")
            continue
        if article.comes_again(i):
            continue
        kind, reason = _between(article, i, stopped=stopped)
        if kind:
            article.mark(i, kind, reason)
        elif not lead and article.plain[i]:
            article.mark(i, "lead", "first paragraph")
            lead = True
        else:
            article.mark(i, "body", "paragraph")


def find_dateline(text: str, start: int, end: int, *, apart: bool = False) -> re.Match[str] | None:
    """The dateline at `start`; `apart` asks for spaces around its dash.

    Examples
    --------
    >>> find_dateline("SKERRIN (Northwire) — Ships wait.", 0, 33)[0]
    'SKERRIN (Northwire) — '
    >>> find_dateline("NOW OPEN—The quay.", 0, 18, apart=True) is None
    True
    """
    found = _DATELINE.match(text, start, end)
    return found if found and (not apart or _SPACED.search(found[0])) else None


def cut_dateline(text: str, passage: Passage) -> Iterator[Passage]:
    """Part the dateline from the first paragraph of the article, or of a story set in."""
    inset = passage.kind == "inset"
    if inset or passage.kind == "lead":
        found = find_dateline(text, passage.start, passage.end, apart=inset)
        if found:
            end = passage.start + len(found[0].rstrip())
            yield Passage(passage.start, end, "dateline", "place before the first sentence")
            passage = replace(passage, start=found.end())
    yield passage
