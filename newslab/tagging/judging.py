"""Choose among what the trained tagger and the rules propose, and say how sure each choice is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from newslab.tagging.attribution import (
    find_attributions,
    in_boilerplate,
    nest,
    tells_anonymity,
    without_hearer,
)
from newslab.tagging.candidates import FEATURES, Candidate, describe, overlap, propose
from newslab.tagging.linking import Ground
from newslab.tagging.reading import Found, Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from newslab.tagging.model import Tagger

# What the rules find by quotation marks or repeated labels alone, and silence, which PolNeAR does not mark:
# they are kept however unsure.
_KEPT = frozenset({"quotation", "signed", "follow-on", "quotation alone", "silence", "adverb", "transcript"})
_RIVALS = 0.3


def choose(made: Sequence[Candidate], chances: Sequence[float], least: float) -> list[int]:
    """Numbers of the candidates to keep: the likeliest first, and none that shares words with one kept.

    Parameters
    ----------
    made : sequence of Candidate
        Of one article.
    chances : sequence of float
        How likely each is right.
    least : float
        Candidates below are left out.
    """
    kept: list[int] = []
    for n in sorted(range(len(made)), key=lambda n: (-chances[n], n)):
        if chances[n] < least:
            break
        if not any(_rivals(made[n], made[k]) for k in kept):
            kept.append(n)
    return kept


def _rivals(a: Candidate, b: Candidate) -> bool:
    shared = len(a.content & b.content)
    return shared > _RIVALS * min(len(a.content), len(b.content)) or bool(a.cue and a.cue == b.cue)


def _speech_left(made: Sequence[Candidate], chances: Sequence[float], kept: list[int]) -> list[int]:
    """Finds of rules that are never lost, where none of the kept candidates has their words."""
    taken = frozenset().union(*(made[k].content for k in kept)) if kept else frozenset()
    out = []
    for n in sorted(range(len(made)), key=lambda n: (-chances[n], n)):
        if made[n].found.rule in _KEPT and not made[n].by_model and made[n].content.isdisjoint(taken):
            out.append(n)
            taken |= made[n].content
    return out


def _told(candidate: Candidate, made: Sequence[Candidate], chance: float) -> Found:
    """The find of a candidate; one that the rules share takes over what they know of it."""
    found = candidate.found
    found.confidence = chance
    if not candidate.by_model:
        return found
    found.by = "tagger"
    own = candidate.content | candidate.cue
    for other in made:
        if not other.by_model and overlap(other.content | other.cue, own) >= 0.5:
            found.by, found.rule = "tagger and rules", other.found.rule
            found.lemma, found.cue_class = other.found.lemma, other.found.cue_class
            if other.source & candidate.source:
                found.head = other.found.head
            break
    return found


def candidates_of(
    reading: Reading, tagger: Tagger
) -> tuple[list[Candidate], NDArray[np.float32], list[Found]]:
    """What tagger and rules propose for an article: candidates, their description, all finds of the rules."""
    rules = find_attributions(reading)
    marked = tagger.read(reading.text)
    if not len(marked.pieces):
        return [], np.zeros((0, len(FEATURES)), dtype=np.float32), rules
    ground = Ground(reading, marked)
    outer = [f for f in rules if f.within is None]
    made = propose(ground, outer, marked.readings, tagger.trees, tagger.settings["link"])
    made = [c for c in made if not in_boilerplate(reading, c.found)]
    return made, describe(ground, made), rules


def find_with_tagger(reading: Reading, tagger: Tagger) -> list[Found]:
    """Find every attribution of a parsed article with the trained tagger and the rules.

    Parameters
    ----------
    reading : Reading
        The article with its tokens, lines and quotations.
    tagger : Tagger
        From `newslab.tagging.model.load_tagger`.

    Returns
    -------
    list of Found
        In reading order, as `newslab.tagging.attribution.find_attributions` gives them, with
        `confidence`. What the rules find within a content keeps the share of its rule.
    """
    made, rows, rules = candidates_of(reading, tagger)
    chances = tagger.judge(rows).tolist()
    kept = choose(made, chances, tagger.settings["keep"])
    kept += _speech_left(made, chances, kept)
    found = [_told(made[n], made, chances[n]) for n in kept]
    found = [without_hearer(reading, f) for f in found if not tells_anonymity(reading, f)]
    whole = [f.content for f in found]
    for f in rules:
        f.within = None
        if not any(f is g for g in found) and _inside(f, whole):
            found.append(f)
    found.sort(key=lambda f: (f.start, f.rule))
    nest(reading, found)
    return found


def _inside(found: Found, whole: Sequence[list[tuple[int, int]]]) -> bool:
    """Whether a rule's find lies in a kept content, cue and all."""
    own = [*found.content, *found.cue]
    size = sum(e - s for s, e in found.content)
    return bool(found.cue) and any(
        size < sum(e - s for s, e in content)
        and all(any(a <= s and e <= b for a, b in content) for s, e in own)
        for content in whole
    )
