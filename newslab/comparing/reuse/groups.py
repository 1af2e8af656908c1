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
# So much of the shorter saying is in the longer one where it is not only a phrase that they share.
_MOST, _HALF = 0.6, 0.5


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
        texts = (
            [v if isinstance(v, str) else "" for v in column] for column in (ids, names, identifications)
        )
        values = zip(*texts, strict=True)
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


def _sure(like: Likeness, who: Ints, days: Floats) -> Bools:
    """Whether pairs are one utterance by the length of what they share."""
    near, month = days <= _NEAR, ~(days > _MONTH)
    run, weight, share, quoted = like.longest, like.longest_weight, like.share, like.both >= 0.5
    # Who repeats a line has other words around it, so that less of the saying is shared.
    same = near & (run >= 7) & (weight >= 2.5) & (share >= _HALF)
    same |= (run >= 8) & (weight >= 3) & ((month & (share >= _HALF)) | (share >= _MOST))
    same |= (run >= 10) & (weight >= 3) & (month | (run >= 12))
    same |= quoted & (share >= _MOST) & (like.told >= 3) & (run >= np.where(month, 4, 6)) & (like.part >= 0.3)
    unknown = (share >= _MOST) & (run >= 10) & (weight >= 4)
    unknown |= near & (share >= 0.8) & (run >= 6) & (weight >= 2.5)
    unknown |= near & quoted & (share >= 0.9) & (run >= 5) & (like.told >= 3)
    different = (share >= 0.8) & (run >= 10) & (weight >= 5)
    # A tagger that takes the wrong speaker does so for one outlet's version of the day's quotation.
    different |= quoted & near & (share >= 0.9) & (run >= 6) & (weight >= 2.5)
    found: Bools = np.select([who == _SAME, who == _UNKNOWN], [same, unknown], different)
    return found


def _likely(like: Likeness, who: Ints, days: Floats) -> Bools:
    """Whether a few words are one speaker's same utterance, as all else agrees."""
    near, month = days <= _NEAR, ~(days > _MONTH)
    run, told, share, quoted = like.longest, like.told, like.share, like.both >= 0.5
    # Two or three words that are often used ("the American dream") are no quotation, nor is a short phrase
    # that is no part of a longer one ("You tell me").
    own = (run > 3) | (told >= 0.75 * like.longest_weight)
    enough = (told >= 1.5) | ((told >= 1.15) & (like.ratio <= 0.75))
    found = near & own & quoted & (share >= _MOST) & enough
    found |= near & own & (share >= _MOST) & (told >= 3)
    found |= near & quoted & (share >= 0.35) & (told >= 2.5) & (run >= 4) & (like.part >= 0.2)
    found |= month & quoted & (share >= 0.9) & (told >= 1.5) & (run >= 5)
    return np.asarray(found & (who == _SAME), dtype=np.bool_)


def _links(pairs: Ints, like: Likeness, sure: Bools, likely: Bools) -> Ints:
    """All sure pairs, and the best likely one of each saying without: a few words may not join utterances."""
    known = np.unique(pairs[sure & (pairs[:, 0] != pairs[:, 1])])
    rows = np.flatnonzero(likely & ~sure & ~np.isin(like.shorter, known))
    shorter = like.shorter[rows]
    order = np.lexsort((pairs[rows, 0], -like.longest[rows], -like.told[rows], shorter))
    _, first = np.unique(shorter[order], return_index=True)
    return np.concatenate([pairs[sure], pairs[rows[order[first]]]])


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
    like = likeness(corpus, pairs)
    return _links(pairs, like, _sure(like, who, apart), _likely(like, who, apart))
