"""Printed lines to paragraphs: where one ends, which hyphens join, what is a running head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from newslab.loading.blocks import ends_sentence

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?\W*$", re.I)
_HYPHEN = re.compile(r"\w[-\u2010\u00ad]$")
# How far down a page heads and from where on feet may stand, in lines.
_EDGE = 3
_LARGER = 1.15


@dataclass(frozen=True)
class Line:
    """A printed line: its text and page, where it begins (y grows upwards), and the size of its letters."""

    text: str
    page: int
    x: float
    y: float
    size: float


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The first lines from above and from below."""
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:_EDGE], ordered[: -_EDGE - 1 : -1]


def _alike(line: Line) -> tuple[str, int]:
    """What heads of different pages have in common: their words, whatever the number, and their place."""
    return re.sub(r"\d+", "#", line.text), round(line.y / 4)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines but those that pages begin or end with alike, and page numbers.

    Examples
    --------
    >>> pages = [[Line("The Lantern", n, 70, 800, 8), Line("Ships wait. " * n, n, 70, 700, 9),
    ...           Line(f"{n}", n, 300, 20, 8)] for n in (1, 2)]
    >>> [line.text for line in without_running_heads(pages)]
    ['Ships wait. ', 'Ships wait. Ships wait. ']
    """
    seen: Counter[tuple[str, int]] = Counter()
    filled = [page for page in pages if page]
    for page in filled:
        top, bottom = _edges(page)
        seen.update({_alike(line) for line in [*top, *bottom]})
    # On every other page, as heads of left and right pages differ.
    needed = max(2, len(filled) // 3)
    kept = []
    for page in filled:
        top, bottom = _edges(page)
        running = {
            line for edge in (top, bottom) for line in takewhile(lambda a: seen[_alike(a)] >= needed, edge)
        }
        outermost = {line for line in (top[:1] + bottom[:1]) if _PAGE_NUMBER.match(line.text)}
        if len(page) == len(running):
            # A page of nothing but repeated lines is a text that repeats.
            running = set()
        kept += [line for line in page if line not in running and line not in outermost]
    return kept


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines within a paragraph."""
    steps = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page]
    near = [round(step, 1) for step, line in zip(steps, lines, strict=False) if 0 < step < 2.5 * line.size]
    return Counter(near).most_common(1)[0][0] if near else 0.0


def _left_edge(page: Sequence[Line], line: Line) -> float:
    """Where the lines of the same column and size begin."""
    alike = (other for other in page if abs(other.size - line.size) < 0.08 * line.size)
    return min(other.x for other in alike if abs(other.x - line.x) < 5 * line.size)


def _begins(before: Line, line: Line, *, usual: float, width: float, left: float) -> bool:
    """Whether a new paragraph begins with a line."""
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return True
    step = before.y - line.y
    complete = ends_sentence(before.text)
    short = len(before.text) < 0.8 * width
    indented = 0.5 * line.size < line.x - left
    if before.page != line.page or step < 0:
        # The next column or page.
        return complete and (short or indented)
    if step > 1.35 * max(usual, line.size):
        return True
    if complete and short:
        return True
    # Lines of a headline are centred more often than indented.
    return indented and abs(line.x - before.x) > 0.5 * line.size and before.x < line.x


def _mended(before: str, after: str, words: Counter[str]) -> str:
    """Two lines as one, a word parted by a hyphen put together again."""
    if not _HYPHEN.search(before) or not after[:1].isalpha():
        return f"{before} {after}"
    head, tail = re.findall(r"[\w’'-]+$", before[:-1])[-1:] or [""], re.match(r"[\w’']+", after)
    whole = f"{head[0]}{tail[0] if tail else ''}".casefold()
    parted = f"{head[0]}-{tail[0] if tail else ''}".casefold()
    # "well-known" and Anglo-Saxon keep theirs; what the text has elsewhere decides.
    keeps = words[parted] > words[whole] or after[:1].isupper() or "-" in head[0]
    return f"{before if keeps and before[-1] == '-' else before[:-1]}{after}"


def joined_lines(lines: Sequence[Line]) -> list[str]:
    """The paragraphs that lines make.

    Examples
    --------
    >>> lines = [Line("Ships wait at the quay while the coun-", 0, 70, 700, 11),
    ...          Line("cil talks of the lease, Ms. Marsk said.", 0, 70, 686, 11),
    ...          Line("It will be signed.", 0, 70, 660, 11)]
    >>> joined_lines(lines)
    ['Ships wait at the quay while the council talks of the lease, Ms. Marsk said.', 'It will be signed.']
    """
    if not lines:
        return []
    words = Counter(word.casefold() for line in lines for word in re.findall(r"[\w’'-]+", line.text))
    usual = _leading(lines)
    body = median(line.size for line in lines)
    widths = [len(line.text) for line in lines if abs(line.size - body) < 0.08 * body]
    width = sorted(widths)[int(0.8 * (len(widths) - 1))] if widths else 0
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    blocks = [lines[0].text]
    for before, line in pairwise(lines):
        left = _left_edge(pages[line.page], line)
        if _begins(before, line, usual=usual, width=width, left=left):
            blocks.append(line.text)
        else:
            blocks[-1] = _mended(blocks[-1], line.text, words)
    return [block.translate(_LIGATURES) for block in blocks]


def headline(lines: Sequence[Line]) -> str:
    """The first page's largest lines, where they are larger than the rest, or ''.

    Examples
    --------
    >>> lines = [Line("Harbour leased", 0, 70, 760, 20), Line("Ships wait.", 0, 70, 740, 11)]
    >>> headline([*lines, Line("Ships left.", 0, 70, 728, 11)])
    'Harbour leased'
    """
    first = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size for line in first)
    if largest < _LARGER * median(line.size for line in lines):
        return ""
    start = next(i for i, line in enumerate(first) if line.size == largest)
    taken: Iterable[Line] = first[start:]
    words = []
    for line in taken:
        if abs(line.size - largest) > 0.02 * largest:
            break
        words.append(line.text)
    return " ".join(words).translate(_LIGATURES)
