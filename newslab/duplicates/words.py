"""A corpus as numbers: its words, their runs of three, and which articles have runs in common.

Of all runs of three words, hashed, the third with the lowest hashes is kept, the same ones in every article.
This is the sketch that Broder gives for containment ("modulo m"). His other, a fixed number of smallest
hashes (MinHash in bands), tells likeness: half of an article with 30 % of its words changed has a likeness of
0.13 to the whole, which no bands find without pairing most of a corpus.

References
----------
Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and
Complexity of Sequences, 21-29.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newslab.article import WORD
from newslab.progress import progress

RUN = 3
_KEPT_BELOW = np.uint64((1 << 64) // 3)
# A key is a hash with the number of its article in the lowest bits.
_ARTICLE_BITS = np.uint64(24)
_ARTICLE_MASK = np.uint64((1 << 24) - 1)
# A run in up to so many articles pairs all of them; one in more pairs each with the first and those just
# before it, so that pairs grow with the corpus and not with its square.
_ALL_PAIRS, _BEFORE = 8, 2
_BLOCK = 2_000_000
_FACTORS = tuple(np.uint64(f) for f in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


class _Numbers(dict[str, int]):
    """A number for every word as it is printed; words that differ in case alone share one."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self[word] = self.folded.setdefault(word.casefold(), len(self.folded))
        return number


@dataclass(frozen=True)
class Words:
    """The words of all articles, as numbers, one article after the other.

    Attributes
    ----------
    numbers : array of uint32
        A number a word.
    starts : array of int64
        Where the words of each article begin, and, last, where those of the last one end.
    hashes : array of uint64
        The hash of each number, which depends on the word alone.
    """

    numbers: NDArray[np.uint32]
    starts: NDArray[np.int64]
    hashes: NDArray[np.uint64]

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.starts) - 1

    def of(self, article: int) -> NDArray[np.uint32]:
        """The words of one article."""
        return self.numbers[self.starts[article] : self.starts[article + 1]]

    def runs(self, article: int) -> NDArray[np.uint64]:
        """The hash of every run of three words of one article."""
        return _runs(self.hashes[self.of(article)])


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _runs(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash for each run of three words."""
    if len(hashes) < RUN:
        return np.empty(0, dtype=np.uint64)
    count = len(hashes) - RUN + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += hashes[place : place + count] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[1]
    return mixed ^ (mixed >> np.uint64(32))


def read_words(texts: Iterable[str]) -> Words:
    """Turn texts into numbers, a number for each word whatever its case.

    Examples
    --------
    >>> words = read_words(["Ships wait.", "The ships, the SHIPS"])
    >>> words.numbers.tolist(), words.starts.tolist()
    ([0, 1, 2, 0, 2, 0], [0, 2, 6])
    """
    numbers = _Numbers()
    take = numbers.__getitem__
    shown = progress(texts, what="Reading words", unit="text")
    found = [np.fromiter(map(take, WORD.findall(text)), dtype=np.uint32) for text in shown]
    starts = np.cumsum([0, *map(len, found)], dtype=np.int64)
    every = np.concatenate(found) if found else np.empty(0, dtype=np.uint32)
    hashes = np.fromiter(map(_hash, numbers.folded), dtype=np.uint64, count=len(numbers.folded))
    return Words(every, starts, hashes)


def _blocks(words: Words) -> Iterable[tuple[int, int]]:
    """First and last article of stretches of some million words, so that memory does not grow with all."""
    first = 0
    while first < len(words):
        reached = int(np.searchsorted(words.starts, words.starts[first] + _BLOCK, side="right")) - 1
        last = min(max(reached, first + 1), len(words))
        yield first, last
        first = last


def _sketch(words: Words) -> NDArray[np.uint64]:
    """The kept runs of all articles, sorted: a hash above, the number of its article below."""
    kept = [np.empty(0, dtype=np.uint64)]
    for first, last in _blocks(words):
        start, end = int(words.starts[first]), int(words.starts[last])
        runs = _runs(words.hashes[words.numbers[start:end]])
        lengths = np.diff(words.starts[first : last + 1])
        article = np.repeat(np.arange(first, last, dtype=np.uint64), lengths)
        # A run that begins in one article and ends in the next is none.
        good = (article[: len(runs)] == article[RUN - 1 :]) & (runs < _KEPT_BELOW)
        kept.append((runs[good] & ~_ARTICLE_MASK) | article[: len(runs)][good])
    keys = np.concatenate(kept)
    keys.sort()
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys


def _pairs(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A pair for each run that two articles share: the earlier in the upper bits, the later in the lower."""
    hashes = keys >> _ARTICLE_BITS
    article = keys & _ARTICLE_MASK
    new = np.ones(len(keys), dtype=bool)
    new[1:] = hashes[1:] != hashes[:-1]
    del hashes
    firsts = np.flatnonzero(new)
    shared_by = np.diff(np.append(firsts, len(keys)))
    several = shared_by > 1
    sizes, firsts = shared_by[several], firsts[several]
    pairs = [np.empty(0, dtype=np.uint64)]
    for rank in range(1, int(sizes.max(initial=1))):
        sizes, firsts = sizes[sizes > rank], firsts[sizes > rank]
        if not len(sizes):
            break
        later = article[firsts + rank]
        for lag in range(1, min(rank, _ALL_PAIRS - 1) + 1):
            near = (sizes <= _ALL_PAIRS) | (lag <= _BEFORE)
            pairs.append((article[firsts[near] + rank - lag] << np.uint64(32)) | later[near])
        if rank > _BEFORE:
            far = sizes > _ALL_PAIRS
            pairs.append((article[firsts[far]] << np.uint64(32)) | later[far])
    return np.concatenate(pairs)


def common_holders(
    hashes: NDArray[np.uint64], holders: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find who has hashes in common with whom; what more than eight have pairs each with only a few.

    Parameters
    ----------
    hashes, holders : array
        A hash and the number, under 2**24, of one who has it.

    Returns
    -------
    pairs : array of int64, shape (pairs, 2)
        Numbers of two holders, the lower first, in order.
    counts : array of int64
        How many of the hashes paired them.

    Examples
    --------
    >>> hashes = np.array([1 << 40, 1 << 40, 5 << 40, 1 << 40], dtype=np.uint64)
    >>> pairs, counts = common_holders(hashes, np.array([0, 2, 1, 2]))
    >>> pairs.tolist(), counts.tolist()
    ([[0, 2]], [1])
    """
    keys = np.sort((hashes & ~_ARTICLE_MASK) | holders.astype(np.uint64))
    pairs, counts = np.unique(
        _pairs(keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]), return_counts=True
    )
    halves = [pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)]
    return np.stack(halves, axis=1).astype(np.int64), counts


def candidate_pairs(words: Words, *, least: int, share: float) -> NDArray[np.int64]:
    """The pairs of articles that may share passages.

    Parameters
    ----------
    words : Words
        The articles, the earliest first.
    least : int
        How many of the kept runs, a third of all, a pair must have in common.
    share : float
        Their least share in the kept runs of the article that has fewer.

    Returns
    -------
    array of int64, shape (pairs, 2)
        Numbers of two articles, the earlier first, in order.
    """
    keys = _sketch(words)
    sizes = np.bincount((keys & _ARTICLE_MASK).astype(np.int64), minlength=len(words))
    found = _pairs(keys)
    del keys
    pairs, counts = np.unique(found, return_counts=True)
    earlier = (pairs >> np.uint64(32)).astype(np.int64)
    later = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    smaller = np.minimum(sizes[earlier], sizes[later])
    good = (counts >= np.minimum(least, smaller)) & (counts >= share * smaller)
    return np.stack([earlier[good], later[good]], axis=1)
