"""The lines of an article, with what the web page added to them cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newslab.vocabulary import vocabulary

_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
_SENTENCE_START = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s*(?=[^\W\d_a-z]|[©(“\"‘])")


@dataclass(frozen=True)
class Passage:
    """A stretch of one line, what it is and what spoke for that."""

    start: int
    end: int
    kind: str
    reason: str


@cache
def _patterns(name: str) -> Sequence[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"], re.IGNORECASE), row["reason"]) for row in vocabulary(name)]


def first_reason(name: str, line: str, start: int = 0) -> str:
    """The reason beside the first pattern of a word list that fits a line from `start` on, or ''.

    Examples
    --------
    >>> first_reason("boilerplate", "Ships wait. Sign up here.", 12)
    'newsletter sign-up'
    """
    return next((reason for pattern, reason in _patterns(name) if pattern.match(line, start)), "")


def _within_quotes(before: str) -> bool:
    """Whether a quotation is still open, so that what follows is someone's words."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _parts(text: str) -> Iterator[Passage]:
    for found in _LINE.finditer(text):
        line = found[0].strip()
        if not line:
            continue
        start = found.start() + found[0].index(line)
        end = start + len(line)
        for cut in [0, *(sentence.end() for sentence in _SENTENCE_START.finditer(line))]:
            reason = first_reason("boilerplate", line, cut)
            if reason and not _within_quotes(line[:cut]):
                kept = len(line[:cut].rstrip())
                if kept:
                    yield Passage(start, start + kept, "body", "")
                yield Passage(start + cut, end, "boilerplate", reason)
                break
        else:
            yield Passage(start, end, "body", "")


def split_lines(text: str) -> list[Passage]:
    """Part a text into its lines, and a line where boilerplate is glued to its last sentence.

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
    >>> text = "Ships wait.This website uses cookies. Accept"
    >>> [(passage.kind, text[passage.start : passage.end]) for passage in split_lines(text)]
    [('body', 'Ships wait.'), ('boilerplate', 'This website uses cookies. Accept')]
    """
    return list(_parts(text))
