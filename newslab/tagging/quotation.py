"""Pair quotation marks: across styles, inside one another, over several paragraphs.

A mark that never closes ends with its paragraph, so that one stray mark harms nothing after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
# Straight marks open after nothing, space or a bracket, and close elsewhere; '' and `` are typed doubles.
_MARK = re.compile(r"''|``|[“”„\"«»‘’'‹›]")
_BEFORE_OPENING = frozenset("([{—–-/“‘\"'")
_CURLY_PAIRS = {"“": '”"', "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’"}
_SINGLE = frozenset("‘’'‹›")
_ENDS_SPEECH = frozenset(".,!?;:—–…-")
# Words whose first letter is left out, so that their mark is an apostrophe.
_ELISION = re.compile(r"['’‘](?:tis|twas|til|em|cause|bout|n|round|\d\ds?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Quotation:
    """Text from a quotation mark to its closing one.

    Attributes
    ----------
    start, end : int
        Characters of the text, marks included, end exclusive.
    closed : bool
        Whether a closing mark was found before the paragraph's end.
    depth : int
        0 for an outer quotation, 1 for one inside another.
    group : int
        Quotations of one speech over several paragraphs share their group.
    single : bool
        Whether single marks hold it.
    sure : bool
        Whether it is closed, or goes on in the next paragraph; where it is not, no one can say
        from the marks where it ends.
    """

    start: int
    end: int
    closed: bool
    depth: int
    group: int
    single: bool
    sure: bool = True


def is_blank(character: str) -> bool:
    """Whether a character shows nothing: white space of any width, marks of direction."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _starts(line: str, match: re.Match[str]) -> bool:
    before = line[match.start() - 1] if match.start() else " "
    return before in _BEFORE_OPENING or is_blank(before)


def _opens(line: str, match: re.Match[str]) -> bool:
    after = line[match.end()] if match.end() < len(line) else " "
    return _starts(line, match) and not after.isspace()


def _turned(line: str, match: re.Match[str]) -> bool:
    """Whether an opening mark stands where only a closing one can: “No,“ she said."""
    after = line[match.end()] if match.end() < len(line) else " "
    return match[0] == "“" and not _starts(line, match) and not after.isalnum()


def _is_apostrophe(line: str, match: re.Match[str]) -> bool:
    before = line[match.start() - 1] if match.start() else " "
    after = line[match.end()] if match.end() < len(line) else " "
    return (before.isalnum() and after.isalnum()) or bool(_ELISION.match(line, match.start()))


def _closes_single(line: str, match: re.Match[str], rest: list[re.Match[str]]) -> bool:
    """Whether a single mark closes; "the workers’ union" does not when a surer one follows."""
    before = line[match.start() - 1] if match.start() else " "
    after = line[match.end()] if match.end() < len(line) else " "
    if before.isspace() or after.isalnum():
        return False
    if before in _ENDS_SPEECH or before not in "sS":
        return True
    for later in rest:
        if later[0] == "‘" or (later[0] == "'" and _opens(line, later)):
            return True
        if later[0] in "’'" and not _is_apostrophe(line, later):
            return line[later.start() - 1] not in _ENDS_SPEECH
    return True


def _opening_of(line: str, match: re.Match[str], depth: int) -> str:
    """The closing marks that would close what this mark opens, or '' where it opens nothing."""
    mark = match[0]
    if mark in _CURLY_PAIRS:
        if mark == "»" and not _opens(line, match):
            return ""
        return _CURLY_PAIRS[mark]
    if mark in {'"', "''", "``"}:
        spaced = not depth and _starts(line, match)
        closing = {"``": "''", '"': '"”'}.get(mark, mark)
        return closing if spaced or _opens(line, match) else ""
    if mark == "'" and _opens(line, match):
        return mark
    # A closing curly mark where a quotation should open: some typesetters turn it round.
    return mark if mark == "”" and _opens(line, match) else ""


def _surplus(line: str, marks: list[re.Match[str]]) -> list[int]:
    """For each mark, how many more double marks close than open from there to the line's end.

    A mark that opens inside a quotation can only be an inner one where both have their closing marks.
    """
    total, out = 0, []
    for mark in reversed(marks):
        if mark[0] not in _SINGLE:
            opens = (mark[0] in "“„«" and not _turned(line, mark)) or (
                mark[0] in {'"', "''", "``"} and _opens(line, mark)
            )
            total += -1 if opens else 1
        out.append(total)
    return out[::-1]


def _line_quotations(line: str) -> list[tuple[int, int, bool, int, bool]]:
    marks = list(_MARK.finditer(line))
    surplus = _surplus(line, marks)
    stack: list[tuple[int, str, bool]] = []
    found: list[tuple[int, int, bool, int, bool]] = []
    for n, match in enumerate(marks):
        turned = bool(stack) and _turned(line, match) and "“" not in stack[-1][1]
        mark = "”" if turned else match[0]
        single = mark in _SINGLE
        if single and _is_apostrophe(line, match):
            continue
        reopens = mark in {'"', "''"} and _opens(line, match)
        if stack and mark in stack[-1][1] and not reopens:
            if single and not _closes_single(line, match, marks[n + 1 :]):
                continue
            start, _, was_single = stack.pop()
            found.append((start, match.end(), True, len(stack), was_single))
            continue
        outer = next((k for k in range(len(stack) - 1, -1, -1) if mark in stack[k][1]), None)
        if outer is not None and not single and not reopens:
            # An inner quotation was left open: the outer mark closes both.
            start, _, was_single = stack[outer]
            del stack[outer:]
            found.append((start, match.end(), True, len(stack), was_single))
            continue
        closing = _opening_of(line, match, len(stack))
        if closing and not single and stack and not stack[0][2] and surplus[n] <= 0:
            # A second opening mark and too few closing ones: the first was never closed.
            start, _, was_single = stack[0]
            stack.clear()
            found.append((start, len(line[: match.start()].rstrip()), False, 0, was_single))
        if closing and len(stack) < 3:
            stack.append((match.start(), closing, single))
    # What stays open ends with the line; an open single mark inside is more likely an apostrophe.
    for depth, (start, _, single) in enumerate(stack):
        if depth == 0 and (not single or line[start] == "‘" or not line[:start].strip()):
            found.append((start, len(line.rstrip()), False, 0, single))
    return sorted(found)


def find_quotations(text: str) -> list[Quotation]:
    """Find every quotation of a text, outer ones first at each place.

    Parameters
    ----------
    text : str
        The article as it stands.

    Returns
    -------
    list of Quotation
        In reading order; none crosses a line break. A speech that opens in each of several
        paragraphs and closes in the last has one `group`.

    Examples
    --------
    >>> [text[q.start : q.end] for text in ["“We go,” she said. ‘No.’"] for q in find_quotations(text)]
    ['“We go,”', '‘No.’']
    """
    found: list[Quotation] = []
    group, open_group = -1, False
    for line in LINE.finditer(text):
        quotations = _line_quotations(line[0])
        if not line[0].strip():
            continue
        indent = len(line[0]) - len(line[0].lstrip())
        for start, end, closed, depth, single in quotations:
            if depth == 0:
                goes_on = open_group and start == indent
                group += not goes_on
                open_group = False
            place = (line.start() + start, line.start() + end)
            found.append(Quotation(*place, closed, depth, group, single, closed))
        outer = [q for q in quotations if q[3] == 0]
        open_group = bool(outer) and not outer[-1][2] and outer[-1][1] == len(line[0].rstrip())
    size = Counter(q.group for q in found if q.depth == 0)
    sure = [replace(q, sure=True) if size[q.group] > 1 else q for q in found]
    # A single mark that opens a paragraph and never closes is an apostrophe unless the speech goes on.
    return [q for q in sure if q.sure or not q.single]
