"""The lines of an article, with what the web page added to them cut off."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newslab.vocabulary import vocabulary

LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
# Where a sentence begins, or code of the page, which needs no full stop before it.
_START = re.compile(
    r"(?<=[.!?…>}])[”’\"')\]]*\s*(?=[^\W\d_a-z]|[©(“\"‘])"
    r"|(?=<(?i:script|style)\b)|(?<!\w)(?=\(?function\s*\w*\()"
)
_LONGEST_LINE, _LONGEST_BUTTON = 60, 4
# Notices that a sentence of the article may follow on the same line; others, such as corrections, go on.
_SHORT = frozenset({"newsletter sign-up", "share or follow line", "page furniture", "contact line"})
_READER = re.compile(
    r"\b(?:you|your|we|us|our|here|please|this (?:site|page|story|article))\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“”\"]|(?<!\w)‘|’(?!\w)")


@dataclass(frozen=True)
class Passage:
    """A stretch of one line, what it is and what spoke for that."""

    start: int
    end: int
    kind: str
    reason: str


@dataclass(frozen=True)
class _Pattern:
    """A line of a word list; `whole` says that what it matches is all there is, not a beginning."""

    regex: re.Pattern[str]
    reason: str
    whole: bool


@cache
def _patterns(name: str) -> Sequence[_Pattern]:
    return [
        _Pattern(re.compile(row["pattern"], re.IGNORECASE), row["reason"], row.get("ends") == "match")
        for row in vocabulary(name)
    ]


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["title"].casefold() for row in vocabulary("titles") if row["title"].endswith("."))


def _found(name: str, line: str, start: int) -> tuple[_Pattern, int] | None:
    """The first pattern that fits a line from `start` on, and where its match ends."""
    for pattern in _patterns(name):
        if match := pattern.regex.match(line, start):
            return pattern, match.end()
    return None


def first_reason(name: str, line: str) -> str:
    """The reason beside the first pattern of a word list that fits a line, or ''.

    Examples
    --------
    >>> first_reason("boilerplate", "Sign up here.")
    'newsletter sign-up'
    """
    found = _found(name, line, 0)
    return found[0].reason if found else ""


def _within_quotes(before: str) -> bool:
    """Whether a quotation is still open, so that what follows is someone's words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _sentence_end(line: str, reached: int, starts: Sequence[int]) -> int:
    """Where the sentence ends that goes on at `reached`; the full stop of a title ends none."""
    for start in starts[bisect_left(starts, reached) :]:
        before = line[max(0, start - 40) : start].split()
        if not before or before[-1].casefold() not in _abbreviations():
            return start
    return len(line)


def _notice_end(line: str, end: int, starts: Sequence[int]) -> int:
    """Where a notice ends that begins a line: its sentence, and those after it that address the reader."""
    end = _sentence_end(line, end, starts)
    while end < len(line):
        following = _sentence_end(line, end + 1, starts)
        sentence = line[end:following]
        few = len(sentence.split()) <= _LONGEST_BUTTON
        if _QUOTED.search(sentence) or not (few or _READER.search(sentence)):
            break
        end = following
    return end


def _is_button(rest: str) -> bool:
    """Whether what a line ends with are a few words of a notice, such as "Accept Read more"."""
    few = len(rest) <= 40 and len(rest.split()) <= _LONGEST_BUTTON
    return few and not re.search(r"[.!?…]", rest)


def _boilerplate(line: str, *, only: bool) -> list[tuple[int, int, str]]:
    """Start, end and reason of the boilerplate in a line.

    Where it begins the line it is all of it, unless the line is so long, or the `only` one of the text,
    that the page's own line breaks are gone, or it is a notice of few words, which the article may follow.
    Elsewhere it goes on as long as its sentences do.
    """
    starts = [0, *(found.end() for found in _START.finditer(line))]
    is_paragraph = not only and len(line.split()) <= _LONGEST_LINE
    parts: list[tuple[int, int, str]] = []
    button = False
    for start in starts:
        if (parts and start < parts[-1][1]) or not (found := _found("boilerplate", line, start)):
            continue
        pattern, end = found
        joined = bool(parts) and not line[parts[-1][1] : start].strip()
        if not joined and _within_quotes(line[:start]):
            continue
        if not pattern.whole:
            if start == 0 and is_paragraph:
                short = pattern.reason in _SHORT
                end = _notice_end(line, end, starts) if short else len(line)
            else:
                end = _sentence_end(line, end, starts)
        first, _, reason = parts.pop() if joined else (start, end, pattern.reason)
        parts.append((first, end, reason))
        button = not pattern.whole
    if button and _is_button(line[parts[-1][1] :]):
        parts[-1] = (parts[-1][0], len(line), parts[-1][2])
    return parts


def _split(found: re.Match[str], *, only: bool) -> Iterator[Passage]:
    """Part one line that was found in a text."""
    line = found[0].strip()
    start = found.start() + found[0].index(line)

    def piece(first: int, last: int, kind: str, reason: str) -> Iterator[Passage]:
        held = line[first:last]
        if held.strip():
            first += len(held) - len(held.lstrip())
            yield Passage(start + first, start + first + len(held.strip()), kind, reason)

    done = 0
    for first, last, reason in _boilerplate(line, only=only):
        yield from piece(done, first, "body", "")
        yield from piece(first, last, "boilerplate", reason)
        done = last
    yield from piece(done, len(line), "body", "")


def split_lines(text: str) -> list[Passage]:
    """Part a text into its lines, and a line where boilerplate is glued to its sentences.

    Parameters
    ----------
    text : str
        The article.

    Returns
    -------
    list of Passage
        In reading order, without white space at their edges; of kind "boilerplate", or "body" for all
        the rest.

    Examples
    --------
    >>> text = "Ships wait. Read more: Tides. The quay is shut.This website uses cookies. Accept"
    >>> for passage in split_lines(text):
    ...     print(passage.kind, "|", text[passage.start : passage.end])
    body | Ships wait.
    boilerplate | Read more: Tides.
    body | The quay is shut.
    boilerplate | This website uses cookies. Accept
    """
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    return [part for found in lines for part in _split(found, only=len(lines) == 1)]
