"""Which two sayings share words, and how telling they are: an inverted index, and runs of equal words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.comparing.reuse.corpus import Corpus, Floats, Ints, distinct, mix
from newslab.duplicates.words import common_holders

# Sayings of different speakers, or of one who is not known, are compared where they share so long a run.
_LONG_RUN = 5
_BLOCK = 200_000


def _telling(corpus: Corpus, length: int, least: int) -> tuple[Ints, NDArray[np.uint64]]:
    """Runs of so many words with at least so many that are no function words: the saying and the hash."""
    places, hashes = corpus.runs(length)
    before = np.concatenate([[0], np.cumsum(corpus.content)])
    good = before[places + length] - before[places] >= least
    return corpus.holders[places[good]], hashes[good]


def _expand(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Row numbers and positions of all ranges, one after the other."""
    counts = high - low
    rows = np.repeat(np.arange(len(counts)), counts)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts) + low[rows]


def candidates(corpus: Corpus, keys: Ints) -> Ints:
    """Find the pairs of sayings that may be one utterance.

    Parameters
    ----------
    corpus : Corpus
        The sayings, the earliest first.
    keys : array of int64, shape (n, 2)
        The number of a saying and a number that only sayings share whose speaker may be the same.

    Returns
    -------
    array of int64, shape (pairs, 2)
        Two sayings, the earlier first, in order.
    """
    shared = []
    keys = keys[np.argsort(keys[:, 0], kind="stable")]
    for length, least in ((2, 2), (3, 1)):
        holders, hashes = _telling(corpus, length, least)
        low, high = (np.searchsorted(keys[:, 0], holders, side=side) for side in ("left", "right"))
        rows, at = _expand(low, high)
        whose = keys[at, 1].astype(np.uint64) + np.uint64(1)
        shared.append(common_holders(mix(hashes[rows] ^ mix(whose)), holders[rows])[0])
    holders, hashes = _telling(corpus, _LONG_RUN, 2)
    shared.append(common_holders(hashes, holders)[0])
    pairs = distinct(np.concatenate([pair[:, 0] * len(corpus) + pair[:, 1] for pair in shared]))
    found = np.stack([pairs // max(1, len(corpus)), pairs % max(1, len(corpus))], axis=1)
    # Of two paraphrases none is a quotation.
    said = np.zeros(len(corpus), dtype=bool)
    said[corpus.holders[corpus.quoted]] = True
    return found[said[found].any(axis=1)]


@dataclass(frozen=True)
class Likeness:
    """What pairs of sayings share; an entry a pair.

    Attributes
    ----------
    told : array of float
        How telling the shared words are, each counted once.
    longest, longest_weight : array
        The words of the most telling run that both have, and the sum of their weights.
    share : array of float
        The part of the words that count, of the saying that has fewer, which the other has too.
    both : array of float
        The part of the shared words that both have between quotation marks.
    shorter : array of int64
        Which of the two has fewer words that count.
    ratio, part : array of float
        How many it has for each of the other's; the part of them that the longest run is.
    """

    told: Floats
    longest: Ints
    longest_weight: Floats
    share: Floats
    both: Floats
    shorter: Ints
    ratio: Floats
    part: Floats


@dataclass(frozen=True)
class _Index:
    """The runs of two words of all sayings, to be looked up by saying and hash."""

    keys: Ints
    places: Ints
    by_place: Ints

    @classmethod
    def of(cls, corpus: Corpus) -> _Index:
        places, hashes = corpus.runs(2)
        kinds, number = np.unique(hashes, return_inverse=True)
        keys = corpus.holders[places] * max(1, len(kinds)) + number
        order = np.argsort(keys, kind="stable")
        by_place = np.full(len(corpus.words), -1, dtype=np.int64)
        by_place[places] = number
        return cls(keys[order], places[order], by_place)


def _matches(corpus: Corpus, index: _Index, shorter: Ints, longer: Ints) -> tuple[Ints, Ints, Ints]:
    """Every two words in a row that a pair shares: the pair, the place in the one and in the other."""
    pair, place = _expand(corpus.starts[shorter], corpus.starts[shorter + 1])
    kind = index.by_place[place]
    pair, place, kind = pair[kind >= 0], place[kind >= 0], kind[kind >= 0]
    wanted = longer[pair] * (int(index.by_place.max(initial=0)) + 1) + kind
    low, high = (np.searchsorted(index.keys, wanted, side=side) for side in ("left", "right"))
    rows, found = _expand(low, high)
    here, there = place[rows], index.places[found]
    said = corpus.quoted[here] | corpus.quoted[there]
    said &= corpus.quoted[here + 1] | corpus.quoted[there + 1]
    return pair[rows][said], here[said], there[said]


def _longest(corpus: Corpus, n: int, pair: Ints, here: Ints, there: Ints) -> tuple[Ints, Floats]:
    """The words and the weight of the most telling run of each of the n pairs."""
    words, weight = np.zeros(n, dtype=np.int64), np.zeros(n)
    if not len(pair):
        return words, weight
    order = np.lexsort((here, there - here, pair))
    pair, here, shift = pair[order], here[order], (there - here)[order]
    new = np.ones(len(pair), dtype=bool)
    new[1:] = (np.diff(pair) != 0) | (np.diff(shift) != 0) | (np.diff(here) != 1)
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(pair)) - 1
    sums = np.concatenate([[0.0], np.cumsum(corpus.weights)])
    weights = sums[here[last] + 2] - sums[here[first]]
    best = np.lexsort((weights, pair[first]))
    words[pair[first][best]] = (here[last] + 2 - here[first])[best]
    weight[pair[first][best]] = weights[best]
    return words, weight


def _block(corpus: Corpus, index: _Index, pairs: Ints) -> Likeness:
    own = np.concatenate([[0], np.cumsum(corpus.own)])
    sizes = own[corpus.starts[pairs + 1]] - own[corpus.starts[pairs]]
    swap = sizes[:, 0] > sizes[:, 1]
    shorter, longer = np.where(swap, pairs[:, 1], pairs[:, 0]), np.where(swap, pairs[:, 0], pairs[:, 1])
    pair, here, there = _matches(corpus, index, shorter, longer)
    longest, weight = _longest(corpus, len(pairs), pair, here, there)
    both = corpus.quoted[here] & corpus.quoted[there] & corpus.quoted[here + 1] & corpus.quoted[there + 1]
    size = len(corpus.words) + 1
    cells = np.concatenate([pair * size + here, pair * size + here + 1])
    cells, at = np.unique(cells, return_index=True)
    pair, here, both = cells // size, cells % size, np.concatenate([both, both])[at]
    first = np.append(True, np.diff(cells) != 1) if len(cells) else np.empty(0, dtype=bool)
    weights = np.where(first, corpus.weights[here], corpus.told[here])
    told = np.bincount(pair, weights, len(pairs)).astype(np.float64)
    counted = np.bincount(pair, corpus.own[here], len(pairs))
    fewer, more = np.maximum(sizes.min(axis=1), 1), np.maximum(sizes.max(axis=1), 1)
    both_share = np.bincount(pair, both, len(pairs)) / np.maximum(np.bincount(pair, minlength=len(pairs)), 1)
    return Likeness(
        told, longest, weight, counted / fewer, both_share, shorter, fewer / more, longest / fewer
    )


def likeness(corpus: Corpus, pairs: Ints) -> Likeness:
    """Measure what each pair of sayings shares."""
    index = _Index.of(corpus)
    blocks = [_block(corpus, index, pairs[at : at + _BLOCK]) for at in range(0, max(1, len(pairs)), _BLOCK)]
    names = Likeness.__dataclass_fields__
    joined: dict[str, Any] = {name: np.concatenate([getattr(b, name) for b in blocks]) for name in names}
    return Likeness(**joined)
