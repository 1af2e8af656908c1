"""Which sayings are one utterance: what their words, their speakers and their days say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from newslab.comparing.reuse.corpus import Bools, Corpus, Floats, Ints
from newslab.comparing.reuse.pairs import Likeness, candidates, likeness
from newslab.frames import JOINT
from newslab.tagging.names import normal, same_full_name, strip_title, surname

# Outlets run a quotation within days. Later the same words may be what somebody says at every rally.
_NEAR, _MONTH = 3, 30
_SAME, _UNKNOWN, _DIFFERENT = 2, 1, 0


def _names(speaker_id: Any, speaker: Any) -> list[str]:
    """The folded names of joint speakers."""
    if not isinstance(speaker, str) or not speaker.strip():
        speaker = speaker_id if isinstance(speaker_id, str) else ""
    names = (normal(strip_title(name)[0]) for name in speaker.split(JOINT))
    return [name for name in names if name]


class Speakers:
    """Who may be whom: the speakers of a corpus, each pair of them compared once.

    Parameters
    ----------
    ids, names, identifications : sequence
        The columns `speaker_id`, `speaker` and `identification` of the attributions table.
    """

    def __init__(self, ids: Sequence[Any], names: Sequence[Any], identifications: Sequence[Any]) -> None:
        codes: dict[tuple[Any, ...], int] = {}
        rows = zip(ids, names, identifications, strict=True)
        values = [tuple(v if isinstance(v, str) else "" for v in row) for row in rows]
        self.codes: Ints = np.array([codes.setdefault(v, len(codes)) for v in values], dtype=np.int64)
        self._ids = [frozenset(speaker_id.split(JOINT)) - {""} for speaker_id, _, _ in codes]
        self._names = [_names(speaker_id, name) for speaker_id, name, _ in codes]
        self._named = [identification == "named_person" for _, _, identification in codes]
        self._agreement = lru_cache(maxsize=None)(self._compare)

    def keys(self) -> list[list[int]]:
        """For each code the numbers that speakers who may be the same have in common."""
        numbers: dict[str, int] = {}
        return [
            sorted({numbers.setdefault(surname(name), len(numbers)) for name in names} |
                   {numbers.setdefault(f"id {i}", len(numbers)) for i in ids})
            for names, ids in zip(self._names, self._ids, strict=True)
        ]  # fmt: skip

    def _compare(self, one: int, other: int) -> int:
        if self._ids[one] & self._ids[other]:
            return _SAME
        first, second = self._names[one], self._names[other]
        if not first or not second:
            return _UNKNOWN
        if any(_may_be(a, b) for a in first for b in second):
            return _SAME
        return _DIFFERENT if self._named[one] and self._named[other] else _UNKNOWN

    def agreement(self, one: Iterable[int], other: Iterable[int]) -> Ints:
        """Whether speakers are the same, may be or are not, for pairs of codes."""
        return np.array([self._agreement(a, b) for a, b in zip(one, other, strict=True)], dtype=np.int64)


def _may_be(a: str, b: str) -> bool:
    """Whether two folded names are one: equal, with one middle name more, or a surname alone."""
    return same_full_name(a, b) or (a == surname(b) or b == surname(a))


def _is_one(like: Likeness, who: Ints, days: Floats) -> Bools:
    """Whether pairs are one utterance. A run that is long is one; a short one needs all else to agree."""
    near, month = days <= _NEAR, ~(days > _MONTH)
    run, weight, told, share = like.longest, like.longest_weight, like.told, like.share
    quoted = like.both >= 0.5
    most = share >= 0.6
    # Two or three words that are often used ("the American dream") are no quotation.
    own = (run > 3) | (told >= 0.75 * weight)
    long = (run >= 7) & (weight >= 2.5) & near | (run >= 8) & (weight >= 3) & (month | most | (run >= 12))
    soon = near & own & ((quoted & most & (told >= 1.15)) | (most & (told >= 3))
                   | (quoted & (share >= 0.3) & (told >= 2.5) & (run >= 4)))  # fmt: skip
    later = quoted & most & (told >= 3) & (run >= np.where(month, 4, 6))
    later |= month & quoted & (share >= 0.9) & (told >= 1.5) & (run >= 5)
    same = long | soon | later
    unknown = most & (run >= 10) & (weight >= 4) | near & (share >= 0.8) & (run >= 6) & (weight >= 2.5)
    different = (share >= 0.8) & (run >= 10) & (weight >= 5)
    # A tagger that takes the wrong speaker does so for one outlet's version of the day's quotation.
    different |= quoted & near & (share >= 0.9) & (run >= 6) & (weight >= 2.5)
    return np.select([who == _SAME, who == _UNKNOWN], [same, unknown], different)


def linked_pairs(corpus: Corpus, speakers: Speakers, codes: Ints, days: Floats, again: Ints) -> Ints:
    """Find the pairs of sayings that are one utterance.

    Parameters
    ----------
    corpus : Corpus
        The sayings, the earliest first.
    speakers : Speakers
        Who speaks.
    codes, days : array
        For each saying the code of its speaker, and the day, which may be missing.
    again : array of int64, shape (n, 2)
        Further pairs to compare: the same words again.

    Returns
    -------
    array of int64, shape (pairs, 2)
    """
    of_code = speakers.keys()
    keys = [(saying, key) for saying, code in enumerate(codes.tolist()) for key in of_code[code]]
    found = candidates(corpus, np.array(keys, dtype=np.int64).reshape(-1, 2))
    pairs = np.unique(np.concatenate([found, again]), axis=0)
    who = speakers.agreement(codes[pairs[:, 0]].tolist(), codes[pairs[:, 1]].tolist())
    apart = np.abs(days[pairs[:, 0]] - days[pairs[:, 1]])
    return pairs[_is_one(likeness(corpus, pairs), who, apart)]
