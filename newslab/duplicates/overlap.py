"""What two articles have word for word, or nearly so: the stretches, in both."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newslab.duplicates.words import RUN

# Between two runs of three equal words may lie so many changed ones: with 30 % of the words changed the next
# run is 6 words away on average, and beyond 24 in one case of a hundred.
_GAP = 24
_SHORTEST, _LEAST_EQUAL = 10, 0.33
# A run that the other article has more often ("the prime minister said") tells no place.
_OFTEN = 6


@dataclass(frozen=True)
class Stretch:
    """Words that two articles share: `start` to `end` in one, `other_start` to `other_end` in the other.

    `equal` counts those that lie in a run of three equal ones.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int


def _matches(
    runs: NDArray[np.uint64], others: NDArray[np.uint64]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of the same run in both articles, every combination."""
    order = np.argsort(others, kind="stable")
    ordered = others[order]
    low, high = np.searchsorted(ordered, runs, "left"), np.searchsorted(ordered, runs, "right")
    counts = high - low
    counts[counts > _OFTEN] = 0
    places = np.repeat(np.arange(len(runs)), counts)
    within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places, order[np.repeat(low, counts) + within]


def _segments(places: NDArray[np.intp], others: NDArray[np.intp]) -> list[Stretch]:
    """Matches of one shift, with small gaps, as one; in the order of the first article."""
    shift = others - places
    order = np.lexsort((places, shift))
    places, shift = places[order], shift[order]
    step = np.diff(places)
    cut = (np.diff(shift) != 0) | (step > _GAP)
    equal = np.append(np.where(cut, RUN, np.minimum(step, RUN)), RUN)
    starts = np.append(0, np.flatnonzero(cut) + 1)
    ends = np.append(starts[1:], len(places)) - 1
    total = np.add.reduceat(equal, starts)
    found = zip(places[starts], places[ends] + RUN, shift[starts], total, strict=True)
    rows = sorted((int(a), int(b), int(s), int(n)) for a, b, s, n in found)
    return [Stretch(a, b, a + s, b + s, n) for a, b, s, n in rows]


def _follows(last: Stretch, new: Stretch) -> bool:
    """Whether a segment goes on where another ends, in both articles, words left out or put in between."""
    here, there = new.start - last.end, new.other_start - last.other_end
    longer = new.end > last.end and new.other_end > last.other_end
    return longer and -RUN < here <= _GAP and -RUN < there <= _GAP


def _chains(segments: list[Stretch]) -> list[Stretch]:
    """Segments joined where they follow one another."""
    done: list[Stretch] = []
    going: list[Stretch] = []
    for new in segments:
        done += [chain for chain in going if new.start - chain.end > _GAP]
        going = [chain for chain in going if new.start - chain.end <= _GAP]
        before = [chain for chain in going if _follows(chain, new)]
        if not before:
            going.append(new)
            continue
        best = max(before, key=lambda chain: (chain.equal, -chain.start, -chain.other_start))
        going.remove(best)
        equal = best.equal + new.equal - max(0, best.end - new.start)
        going.append(Stretch(best.start, new.end, best.other_start, new.other_end, equal))
    return done + going


def _good(stretch: Stretch) -> bool:
    length = max(stretch.end - stretch.start, stretch.other_end - stretch.other_start)
    shorter = min(stretch.end - stretch.start, stretch.other_end - stretch.other_start)
    return shorter >= _SHORTEST and stretch.equal >= max(_SHORTEST - RUN, _LEAST_EQUAL * length)


def _cut(stretch: Stretch, taken: NDArray[np.bool_], taken_there: NDArray[np.bool_]) -> Stretch | None:
    """A stretch without what others took at its ends; None where they took its middle or too much."""
    here, there = (
        np.flatnonzero(~taken[stretch.start : stretch.end]),
        np.flatnonzero(~taken_there[stretch.other_start : stretch.other_end]),
    )
    if not len(here) or not len(there):
        return None
    low, high = int(max(here[0], there[0])), int(max(
        stretch.end - stretch.start - 1 - here[-1], stretch.other_end - stretch.other_start - 1 - there[-1]
    ))  # fmt: skip
    length = stretch.end - stretch.start
    if not low and not high and len(here) == length and len(there) == stretch.other_end - stretch.other_start:
        return stretch
    equal = int(stretch.equal * max(0, length - low - high) / length)
    cut = Stretch(
        stretch.start + low, stretch.end - high, stretch.other_start + low, stretch.other_end - high, equal
    )
    if cut.start >= cut.end or cut.other_start >= cut.other_end:
        return None
    free = not taken[cut.start : cut.end].any() and not taken_there[cut.other_start : cut.other_end].any()
    return cut if free else None


def shared_stretches(runs: NDArray[np.uint64], others: NDArray[np.uint64]) -> list[Stretch]:
    """Find the stretches of words that two articles share.

    Parameters
    ----------
    runs, others : array of uint64
        The hashes of the runs of three words of each.

    Returns
    -------
    list of Stretch
        In the order of the first article. They overlap in neither; each has ten words or more.

    Examples
    --------
    >>> from newslab.duplicates.words import read_words
    >>> kept = "the harbour of Skerrin was leased for forty years on Monday evening"
    >>> words = read_words([f"Late news: {kept}", f"{kept}, says The Lantern"])
    >>> shared_stretches(words.runs(0), words.runs(1))
    [Stretch(start=2, end=14, other_start=0, other_end=12, equal=12)]
    """
    places, there = _matches(runs, others)
    if len(places) < _SHORTEST - 2 * RUN:
        return []
    found = [chain for chain in _chains(_segments(places, there)) if _good(chain)]
    taken = np.zeros(len(runs) + RUN, dtype=bool)
    taken_there = np.zeros(len(others) + RUN, dtype=bool)
    kept = []
    for chain in sorted(found, key=lambda chain: (-chain.equal, chain.start, chain.other_start)):
        cut = _cut(chain, taken, taken_there)
        if cut is not None and _good(cut):
            taken[cut.start : cut.end] = taken_there[cut.other_start : cut.other_end] = True
            kept.append(cut)
    return sorted(kept, key=lambda stretch: stretch.start)
