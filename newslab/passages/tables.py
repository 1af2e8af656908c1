"""Rows of tables among an article's lines: cells set apart, and lines of names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from newslab.passages.lines import Lines, ends_sentence

# Two spaces part cells, unless they follow a sentence, as some typists put them.
_CELL_ENDS = re.compile(r"\s*\|\s*|\s*\t\s*|(?<![.!?:;,”’\"')]) {2,}(?=\S)")
_RULE = re.compile(r"[|+:=_—–\s-]*[|+=_—–-]{2}[|+:=_—–\s-]*$")
_NUMBER = re.compile(r"[-+–−(]?[$£€¥]?\d[\d.,:/–-]*(?:\s?%)?(?:st|nd|rd|th|[kmp])?[)%*,;]*$")
_MARKS = re.compile(r"[-–—:|=+*•]+$")
_LONGEST_CELL, _LONGEST_SPACED, _LONGEST_ROW, _LONGEST_NAME = 12, 6, 16, 4
_FEWEST_ROWS, _FEWEST_LIKE_ROWS, _FEWEST_LONE_NUMBERS = 2, 3, 5


def _cells(line: str) -> list[str]:
    return [cell for cell in _CELL_ENDS.split(line.strip("| \t")) if cell.strip()]


def _is_parted(line: str) -> bool:
    """Whether a line has cells, none of which is as long as a sentence."""
    cells = _cells(line)
    # Two spaces may be a slip of the hand, between words of a sentence.
    longest = _LONGEST_CELL if "|" in line or "\t" in line else _LONGEST_SPACED
    return len(cells) > 1 and all(len(cell.split()) <= longest for cell in cells)


def _shape(line: str) -> str:
    """A line's words and numbers: "Callan 10 7 23" is wNNN; '' of what may be a sentence."""
    parts = [part for part in line.replace("%", "% ").split() if not _MARKS.match(part)]
    if not 0 < len(parts) <= _LONGEST_ROW or ends_sentence(line):
        return ""
    shape = "".join("N" if _NUMBER.match(part) else "w" for part in parts)
    longest = max(map(len, re.findall("w+", shape)), default=0)
    return re.sub("w+", "w", shape) if longest <= _LONGEST_NAME else ""


def _is_numbers(line: str) -> bool:
    """Whether half of a line's words, and two at least, are numbers."""
    shape = _shape(line)
    return shape.count("N") >= 2 and 2 * shape.count("N") >= len(line.split())


def _is_heading(line: str) -> bool:
    """Whether a line reads as the head of columns, as "Team P W D L Pts" does."""
    parts = line.split()
    short = sum(len(part) <= 4 for part in parts)
    return (
        3 <= len(parts) <= _LONGEST_ROW
        and all(part[0].isupper() or part in {"+/-", "%", "#"} for part in parts)
        and 3 * short >= 2 * len(parts) - 1
        and not ends_sentence(line)
    )


def _is_label(line: str) -> bool:
    """Whether a line may stand between the rows of a table, as the name of a group of them."""
    return len(line.split()) <= _LONGEST_NAME and not ends_sentence(line) and line[-1] != ":"


def _runs(numbers: Iterable[int], lines: list[str]) -> Iterator[list[int]]:
    """Numbers of lines that follow one another, in lists; a label may stand between two."""
    run: list[int] = []
    for number in numbers:
        if run and number == run[-1] + 2 and _is_label(lines[number - 1]):
            run.append(number - 1)
        elif run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _rows(lines: list[str]) -> Iterator[list[int]]:
    """The numbers of the lines of each table."""
    parted = [i for i, line in enumerate(lines) if _is_parted(line) or _RULE.match(line)]
    for run in _runs(parted, lines):
        if sum(_is_parted(lines[i]) for i in run) >= _FEWEST_ROWS:
            yield run
    shapes = [_shape(line) for line in lines]
    numbers = [i for i, line in enumerate(lines) if _is_numbers(line)]
    for run in _runs(numbers, lines):
        alone = set(shapes[run[0]]) == {"N"} and len(shapes[run[0]]) >= _FEWEST_LONE_NUMBERS
        if alone or sum(_is_numbers(lines[i]) for i in run) >= _FEWEST_ROWS:
            yield run
    for shape, group in groupby(range(len(lines)), shapes.__getitem__):
        same = list(group)
        # A headline may begin with a number; rows of two columns begin with their names.
        if shape[:1] == "w" and "N" in shape and len(same) >= _FEWEST_LIKE_ROWS:
            yield same


def table_lines(lines: list[str]) -> list[int]:
    """Say which of some lines are rows of tables.

    Parameters
    ----------
    lines : list of str
        One after the other, without those that are blank.

    Returns
    -------
    list of int
        Their numbers. A table has two rows of cells that a |, a tab or several spaces part; or two in
        which half of the words are numbers; or three of the same names and numbers in turn ("Reform
        34 %", "Callan 2 Zell 1"), with the head of their columns, and a label between two of them.

    Examples
    --------
    >>> table_lines(["Ships wait.", "Team P W L Pts", "Callan 10 7 3 21", "Zell 10 2 8 6", "It rained."])
    [1, 2, 3]
    """
    found = {i for run in _rows(lines) for i in run}
    heads = {i - 1 for i in found if i > 0 and i - 1 not in found and _is_heading(lines[i - 1])}
    return sorted(found | heads)


def mark_tables(article: Lines, first: int) -> None:
    """Mark the rows of tables from a line on."""
    numbers = [i for i in range(first, len(article)) if article.kind(i) == "body"]
    for i in table_lines([article.line(n) for n in numbers]):
        article.mark(numbers[i], "table", "row of a table")
