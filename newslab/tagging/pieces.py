"""A text as the trained tagger reads it: word pieces, and what is known of each from its looks.

The network was taught on lower-case pieces; what lower case hides (capitals, whether quotation marks
surround a word, where a line begins) reaches it as the piece's type.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from newslab.tagging.quotation import LINE, Quotation, find_quotations

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]

# quotation (2) × capitals (3) × first word of its line (2)
TYPES = 12
_DOUBLE, _SINGLE = '“”"„«»', "‘’'‹›`"


@dataclass
class Pieces:
    """One text in word pieces.

    Attributes
    ----------
    ids, types : numpy.ndarray
        Of each piece its number in the vocabulary and its type, below `TYPES`.
    first : numpy.ndarray
        Of each word its first piece.
    starts, ends : numpy.ndarray
        Of each word its characters, end exclusive.
    lines : numpy.ndarray
        Of each word the number of its line.
    quoted : numpy.ndarray
        Of each word whether quotation marks surround it, or it is one of them.
    """

    ids: Ints
    types: Ints
    first: Ints
    starts: Ints
    ends: Ints
    lines: Ints
    quoted: NDArray[np.bool_]

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.first)

    @property
    def opens(self) -> NDArray[np.bool_]:
        """Of each word whether its line begins with it."""
        return _opens(self.lines)

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """The words that characters `start` to `end` touch: the first, and one past the last."""
        low, high = (int(n) for n in np.searchsorted(self.starts, (start, end)))
        return low - bool(low and self.ends[low - 1] > start), high


def plain_marks(text: str, quotations: list[Quotation]) -> str:
    """A copy of equal length in which every style of quotation marks is one.

    Outer quotations stand in “ ”, inner ones in ‘ ’; what pairs with nothing is a straight mark.

    Examples
    --------
    >>> text = "«Go 'on',» he said."
    >>> plain_marks(text, find_quotations(text))
    '“Go ‘on’,” he said.'
    """
    out = [('"' if c in _DOUBLE else "'") if c in _DOUBLE or c in _SINGLE else c for c in text]
    for q in quotations:
        opening, closing = ("“", "”") if q.depth == 0 else ("‘", "’")
        wide = 2 if text[q.start : q.start + 2] in {"''", "``"} else 1
        out[q.start : q.start + wide] = [opening, " "][:wide]
        if q.closed:
            wide = 2 if text[q.end - 2 : q.end] == "''" and q.end - q.start > 3 else 1
            out[q.end - wide : q.end] = [closing, " "][:wide]
    return "".join(out)


def _opens(lines: Ints) -> NDArray[np.bool_]:
    out = np.ones(len(lines), dtype=np.bool_)
    out[1:] = lines[1:] != lines[:-1]
    return out


def _capitals(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def read_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into words and their pieces.

    Parameters
    ----------
    tokenizer : tokenizers.Tokenizer
        The tokenizer of the model.
    text : str
        The article as it stands; it may be empty.

    Returns
    -------
    Pieces
        Without the marks for beginning and end, which each window gets of its own.
    """
    quotations = find_quotations(text)
    encoded = tokenizer.encode(plain_marks(text, quotations), add_special_tokens=False)
    numbers = np.array([-1 if w is None else w for w in encoded.word_ids], dtype=np.int64)
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    opens = np.ones(len(numbers), dtype=bool)
    opens[1:] = numbers[1:] != numbers[:-1]
    first = np.flatnonzero(opens)
    starts = offsets[first, 0]
    ends = offsets[np.append(first[1:], len(numbers)) - 1, 1] if len(first) else starts
    line_starts = [m.start() for m in LINE.finditer(text)]
    lines = np.array([bisect_right(line_starts, s) for s in starts.tolist()], dtype=np.int64)
    quoted = np.zeros(len(text) + 1, dtype=bool)
    for q in quotations:
        quoted[q.start : q.end] = True
    capitals = [_capitals(text[s:e]) for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    of_word = quoted[starts] + 2 * np.array(capitals, dtype=np.int64) + 6 * _opens(lines)
    word_of = np.cumsum(opens) - 1
    return Pieces(
        np.array(encoded.ids, dtype=np.int64), of_word[word_of].astype(np.int64), first, starts, ends, lines,
        quoted[starts],
    )  # fmt: skip


def windows(pieces: Pieces, size: int, first: int | None = None) -> list[tuple[int, int]]:
    """Ranges of words of at most `size` pieces each, cut where a line begins if one does.

    `first` makes the first range that much shorter, so that another epoch cuts elsewhere.
    """
    out: list[tuple[int, int]] = []
    bounds, opens = np.append(pieces.first, len(pieces.ids)), pieces.opens
    low, room = 0, first or size
    while low < len(pieces):
        high = int(np.searchsorted(bounds, bounds[low] + room, side="right")) - 1
        high = max(high, low + 1)
        if high < len(pieces):
            half = low + (high - low) // 2
            breaks = np.flatnonzero(opens[half + 1 : high + 1]) + half + 1
            high = int(breaks[-1]) if len(breaks) else high
        out.append((low, high))
        low, room = high, size
    return out
