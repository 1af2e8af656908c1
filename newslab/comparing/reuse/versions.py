"""The fullest version of an utterance, and what each use of it keeps, leaves out and changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from newslab.comparing.reuse.words import Saying, is_function_word
from newslab.frames import GAP

# A word that is equal by chance ("the") aligns nothing unless it is this near to what does.
_BESIDE, _IN_A_ROW = 2, 3
# Versions with so great a part of the words of the longest are compared with so many others.
_NEARLY, _COMPARED = 0.7, 20
_STEM = 4


@dataclass(frozen=True)
class Block:
    """So many equal words: from `start` in the fullest version, from `here` in the use."""

    start: int
    here: int
    size: int


@dataclass(frozen=True)
class Fullest:
    """The words of the fullest version known, each from the version that has it.

    Attributes
    ----------
    words : tuple of str
        The words, folded.
    origins : tuple of (Saying, int)
        Where each was printed: a version, and the number of the word in it.
    """

    words: tuple[str, ...]
    origins: tuple[tuple[Saying, int], ...]

    def parts(self, place: int) -> bool:
        """Whether a piece ends before a word, so that words may have been left out there."""
        if not 0 < place < len(self.words):
            return True
        (before, last), (after, first) = self.origins[place - 1], self.origins[place]
        return before is not after or before.pieces[last] != after.pieces[first]

    def text(self, start: int, end: int) -> str:
        """Words as they were printed."""
        texts, at = [], start
        for place in range(start + 1, end + 1):
            (saying, last) = self.origins[place - 1]
            goes_on = place < end and self.origins[place] == (saying, last + 1) and not self.parts(place)
            if not goes_on:
                texts.append(printed(saying, self.origins[at][1], last + 1))
                at = place
        return " ".join(texts)


def printed(saying: Saying, first: int, end: int) -> str:
    """Words of a saying as they stand, with what is between them."""
    return saying.text[saying.spans[first][0] : saying.spans[end - 1][1]] if first < end else ""


def _is_firm(block: Block, saying: Saying) -> bool:
    """Whether equal words are so by more than chance: two in a row or one that tells something.

    What stands outside the marks of a saying that has some is the outlet's, unless three in a row agree.
    """
    here = range(block.here, block.here + block.size)
    if all(saying.edited[n] for n in here):
        return False
    telling = not all(is_function_word(saying.words[n]) for n in here)
    if saying.has_quotes and not any(saying.quoted[n] for n in here):
        return block.size >= _IN_A_ROW and telling
    return telling or block.size > 1


def _beside(block: Block, other: Block, quoted: bool) -> bool:
    """Whether one block comes right after the other; between quoted ones words may have been left out."""
    one, next_ = sorted((block, other), key=lambda b: b.start)
    left_out, put_in = next_.start - one.start - one.size, next_.here - one.here - one.size
    return 0 <= put_in <= _BESIDE if quoted else left_out == put_in == 0


def align(words: Sequence[str], saying: Saying) -> list[Block]:
    """Find the words of a saying in the fullest version, in the order of both."""
    if 0 not in saying.quoted:
        # Most are whole or cut at the ends.
        whole, part = f" {' '.join(words)} ", f" {' '.join(saying.words)} "
        at = whole.find(part)
        if at >= 0:
            return [Block(whole.count(" ", 0, at), 0, len(saying.words))]
    matcher = SequenceMatcher(None, words, saying.words, autojunk=False)
    found = [Block(*match) for match in matcher.get_matching_blocks() if match.size]
    firm = [block for block in found if _is_firm(block, saying)]
    return [
        block
        for block in found
        if block in firm
        or (
            not saying.edited[block.here]
            and any(_beside(block, other, bool(saying.quoted[block.here])) for other in firm)
        )
    ]


def _gaps(blocks: Sequence[Block], words: int, own: int) -> Iterator[tuple[int, int, int, int]]:
    """What lies between the blocks: start and end in the fullest version, start and end in the use."""
    start = here = 0
    for block in [*blocks, Block(words, own, 0)]:
        yield start, block.start, here, block.here
        start, here = block.start + block.size, block.here + block.size


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in words if not is_function_word(word)}


def _where(fullest: Fullest, saying: Saying, gap: tuple[int, int, int, int]) -> int | None:
    """Where words that only one version has belong in the fullest one; None where it has others for them."""
    start, end, here, there = gap
    if start == end:
        return start
    pieces = saying.pieces
    if there == len(pieces):
        # What comes in a piece of its own, or after one that is complete, goes on from there.
        own_piece = here > 0 and pieces[here - 1] != pieces[here]
        return start if fullest.parts(start) else end if own_piece else None
    if here == 0:
        return end if fullest.parts(end) else start if pieces[there - 1] != pieces[there] else None
    return None


def _grown(fullest: Fullest, saying: Saying) -> Fullest:
    """The fullest version with the quoted words that only this one has, where none stand in their place."""
    gaps = list(_gaps(align(fullest.words, saying), len(fullest.words), len(saying.words)))
    words, origins = list(fullest.words), list(fullest.origins)
    for start, end, here, there in reversed(gaps):
        stems, inner = _stems(saying.words[here:there]), here > 0 and there < len(saying.words)
        if here == there or not all(saying.quoted[here:there]):
            continue
        # A little word more ("and it cost us") is a change, no part of what was said.
        if not stems and (inner or there - here == 1):
            continue
        # Within a sentence, words that stand elsewhere in it were moved.
        if inner and stems & _stems(fullest.words):
            continue
        place = _where(fullest, saying, (start, end, here, there))
        if place is None:
            continue
        words[place:place] = saying.words[here:there]
        origins[place:place] = [(saying, number) for number in range(here, there)]
    return Fullest(tuple(words), tuple(origins))


def _ranked(sayings: Sequence[Saying]) -> list[Saying]:
    """The different versions with quotation marks, the longest first."""
    different: dict[Any, Saying] = {}
    for saying in sayings:
        if saying.has_quotes:
            different.setdefault((saying.words, saying.quoted), saying)
    return sorted(different.values(), key=lambda saying: -sum(saying.quoted))


def _longest(sayings: Sequence[Saying]) -> Saying:
    """Of the longest versions, the one that has the most words of the others; of such the first."""
    counts = Counter((saying.words, saying.quoted) for saying in sayings)
    ranked = _ranked(sayings)[:_COMPARED]
    long = [saying for saying in ranked if sum(saying.quoted) >= _NEARLY * sum(ranked[0].quoted)]
    if len(long) == 1:
        return long[0]

    def support(saying: Saying) -> int:
        quoted = [word for word, said in zip(saying.words, saying.quoted, strict=True) if said]
        each = (
            sum(b.size for b in align(quoted, other)) * counts[other.words, other.quoted] for other in ranked
        )
        return sum(each)

    return max(long, key=support)


def fullest_version(sayings: Sequence[Saying]) -> Fullest:
    """Put the fullest version together: the longest one, and what the others have beside it.

    Of versions that are about as long, that is taken which agrees most with all.

    Examples
    --------
    >>> from newslab.comparing.reuse.words import read_saying
    >>> texts = ["“We will sign it,”", "“and not a day later”", "“We will sign it, and not a day later”"]
    >>> fullest = fullest_version([read_saying(text) for text in texts])
    >>> fullest.text(0, len(fullest.words))
    'We will sign it, and not a day later'
    """
    base = _longest(sayings)
    numbers = [number for number, quoted in enumerate(base.quoted) if quoted]
    fullest = Fullest(tuple(base.words[n] for n in numbers), tuple((base, n) for n in numbers))
    for saying in _ranked(sayings):
        if saying is not base:
            fullest = _grown(fullest, saying)
    return fullest


@dataclass(frozen=True)
class Use:
    """One use of an utterance beside its fullest version."""

    saying: Saying
    fullest: Fullest

    @cached_property
    def blocks(self) -> list[Block]:
        """The words that both have."""
        return align(self.fullest.words, self.saying)

    @cached_property
    def gaps(self) -> list[tuple[int, int, int, int]]:
        """What lies between them, in the fullest version and in the use."""
        return list(_gaps(self.blocks, len(self.fullest.words), len(self.saying.words)))

    @property
    def kept(self) -> int:
        """How many words of the fullest version it has."""
        return sum(block.size for block in self.blocks)

    @property
    def cut(self) -> str:
        """The words it leaves out, or has others for."""
        return GAP.join(self.fullest.text(start, end) for start, end, _, _ in self.gaps if start < end)

    def own(self, here: int, there: int) -> str:
        """Those of its words that change what was said: quoted or put in, of an unquoted use all."""
        saying = self.saying
        numbers = [
            n for n in range(here, there)
            if saying.quoted[n] or saying.edited[n]
            or not (saying.has_quotes or is_function_word(saying.words[n]))
        ]  # fmt: skip
        return " ".join(printed(saying, n, n + 1) for n in numbers)

    @cached_property
    def added(self) -> str:
        """The words that the fullest version lacks."""
        return GAP.join(own for _, _, here, there in self.gaps if (own := self.own(here, there)))

    @property
    def change(self) -> str:
        """Whole, cut or reworded."""
        if self.added:
            return "reworded"
        return "cut" if self.kept < len(self.fullest.words) or self.saying.marked_cut else "whole"
