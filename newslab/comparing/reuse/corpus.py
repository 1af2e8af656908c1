"""The words of all sayings as numbers, with how much each tells of whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from newslab.comparing.reuse.words import Saying, is_function_word

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# A word in one saying of a hundred or fewer tells as much as a word can; a function word tells little. In a
# small corpus every word is rare, so that it is taken for a sample of a larger one.
_FULL_WEIGHT, _FUNCTION_WEIGHT, _FEWEST = 100, 0.15, 1000
# Two words in a row that more than two speakers use ("Supreme Court"), or one in more than two months
# ("our great movement"), tell less with each more.
_OWN_PHRASE = 2


@dataclass(frozen=True)
class Corpus:
    """The words of all sayings as numbers, one saying after the other.

    Attributes
    ----------
    words, starts : array of int64
        Numbers of words, and where those of each saying begin (and, last, where those of the last end).
    quoted, own : array of bool
        Whether each word is between quotation marks; whether it counts when the saying is compared: those
        quoted do, or all where none is.
    content : array of bool
        Whether each word is no function word.
    weights, told : array of float
        How telling each word is, up to 1: by itself, and after the word before it.
    """

    words: Ints
    starts: Ints
    quoted: Bools
    own: Bools
    content: Bools
    weights: Floats
    told: Floats

    def __len__(self) -> int:
        """How many sayings there are."""
        return len(self.starts) - 1

    @property
    def holders(self) -> Ints:
        """The saying that each word is in."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def runs(self, length: int) -> tuple[Ints, NDArray[np.uint64]]:
        """Where each run of so many words begins, and its hash."""
        last = len(self.words) - length + 1
        if last <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint64)
        hashes = np.zeros(last, dtype=np.uint64)
        for place in range(length):
            hashes = mix(hashes + self.words[place : place + last].astype(np.uint64) + np.uint64(1))
        holders = self.holders
        places = np.flatnonzero(holders[:last] == holders[length - 1 :])
        return places, hashes[places]


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread numbers over all 64 bits, equal ones alike (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def distinct(values: Ints) -> Ints:
    """Each value once, in order; faster than numpy's `unique` where there are many."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


class _Numbers(dict[str, int]):
    """A number for each word, in the order in which they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _told(weights: Floats, words: Ints, holders: Ints, users: Ints) -> Floats:
    """How telling each word is after the one before it: little in a phrase that is often used."""
    told = weights.copy()
    same = np.flatnonzero(holders[1:] == holders[:-1])
    if not len(same):
        return told
    phrases = words[same] * (int(words.max()) + 1) + words[same + 1]
    kinds, phrase = np.unique(phrases, return_inverse=True)
    size = int(users.max()) + 1
    each = distinct(phrase * size + users[holders[same]]) // size
    n_users = np.bincount(each, minlength=len(kinds))[phrase]
    told[same + 1] *= np.minimum(1, _OWN_PHRASE / n_users)
    return told


def read_corpus(sayings: Sequence[Saying], users: Ints) -> Corpus:
    """The words of sayings as numbers, with how telling each is; `users` numbers who spoke, and when."""
    numbers = _Numbers()
    every = chain.from_iterable(saying.words for saying in sayings)
    words = np.fromiter(map(numbers.__getitem__, every), dtype=np.int64)
    starts = np.cumsum([0, *(len(saying.words) for saying in sayings)], dtype=np.int64)
    holders = np.repeat(np.arange(len(sayings)), np.diff(starts))
    quoted = np.frombuffer(b"".join([saying.quoted for saying in sayings]), dtype=np.bool_)
    without = ~np.array([saying.has_quotes for saying in sayings], dtype=bool)
    held = distinct(holders * max(1, len(numbers)) + words) % max(1, len(numbers))
    counts = np.maximum(np.bincount(held, minlength=len(numbers)), 1)
    rarity = np.log(max(len(sayings), _FEWEST) / counts) / np.log(_FULL_WEIGHT)
    content = ~np.fromiter(map(is_function_word, numbers), dtype=bool, count=len(numbers))
    weights = np.where(content, np.clip(rarity, _FUNCTION_WEIGHT, 1), _FUNCTION_WEIGHT)[words]
    told = _told(weights, words, holders, users)
    return Corpus(words, starts, quoted, quoted | without[holders], content[words], weights, told)
