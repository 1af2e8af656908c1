"""Which source and which content belong to which cue: from marked words to attributions.

Trained trees score each pair of marks by what lies between them and by the parse; every content goes to
its best cue, and every cue takes its best source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.tagging.model import Mark, Marked
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

SOURCE, CUE, CONTENT = 0, 1, 2
# (of what, what is looked for): the pairs that trees score
PAIRS = {"content_cue": (CONTENT, CUE), "cue_source": (CUE, SOURCE), "content_source": (CONTENT, SOURCE)}
NEAREST = 6
REACH = 90
# A line break or the end of a sentence parts more than words do.
_LINE, _SENTENCE = 12, 5
_DEPS = (
    "nsubj", "nsubjpass", "agent", "pobj", "dobj", "ccomp", "xcomp", "advcl", "ROOT", "conj", "relcl", "acl",
    "prep", "parataxis", "appos", "dep", "poss", "compound", "attr", "csubj", "oprd", "pcomp",
)  # fmt: skip
RELATIONS = {name: n + 1 for n, name in enumerate(_DEPS)}
_POS = {
    name: n for n, name in enumerate(("NOUN", "PROPN", "PRON", "VERB", "AUX", "ADP", "ADJ", "ADV", "PUNCT"))
}
FEATURES = (
    "words between", "after", "lines between", "sentences between", "stops between", "commas between",
    "marks between", "colons between", "sources between", "cues between", "contents between",
    "quoted", "other quoted", "words", "other words", "rank", "other's rank", "begins with a mark",
    "ends with a mark", "other ends with a colon", "tree distance", "relation", "other's relation",
    "part of speech", "other's part of speech", "governs", "is governed", "one sentence", "one line",
    "other begins its line", "begins its line", "same side rivals",
)  # fmt: skip
_MARKS = frozenset('“”"‘’«»„')


@dataclass
class Group:
    """One attribution in marks: at most a cue and a source, and how sure the trees are of the links."""

    cue: Mark | None
    contents: list[Mark]
    source: Mark | None
    content_link: float
    source_link: float


class Ground:
    """What lies between any two words of a text, counted once."""

    def __init__(self, reading: Reading, marked: Marked) -> None:
        self.reading, self.marked = reading, marked
        pieces = marked.pieces
        text = reading.text
        starts = pieces.starts.tolist()
        words = [text[s:e] for s, e in zip(starts, pieces.ends.tolist(), strict=True)]
        self.words = words
        self.count = {
            name: _running([w in kinds for w in words])
            for name, kinds in (("stops", ".!?…"), ("commas", ","), ("marks", _MARKS), ("colons", ":"))
        }
        doc = list(reading.doc)
        at = np.searchsorted(np.array([t.idx for t in doc], dtype=np.int64), pieces.starts, side="right") - 1
        self.token: list[int] = np.maximum(at, 0).tolist()
        spans = [reading.sentence_of[i] for i in self.token] if doc else []
        self.sentence = _running([n > 0 and spans[n] != spans[n - 1] for n in range(len(spans))])[1:]
        self.parsed = _running([bool(t.is_sent_start) for t in doc])[1:]
        self.lines: list[int] = pieces.lines.tolist()
        self.quoted: list[bool] = pieces.quoted.tolist()
        self.heads = [t.head.i for t in doc]
        self.relations = [RELATIONS.get(t.dep_, 0) for t in doc]
        self.classes = [_POS.get(t.pos_, 9) for t in doc]
        self.wordless = [t.pos_ in {"PUNCT", "SPACE"} for t in doc]
        self._roots: dict[tuple[int, int], int] = {}
        self._ways: dict[int, list[int]] = {}

    def root(self, mark: Mark) -> int:
        """The token of a mark whose head lies outside it."""
        key = (mark.low, mark.high)
        if key not in self._roots:
            low, high = self.token[mark.low], self.token[mark.high - 1]
            inside = range(low, high + 1)
            own = [i for i in inside if not low <= self.heads[i] <= high or self.heads[i] == i]
            self._roots[key] = ([i for i in own if not self.wordless[i]] or own or [low])[0]
        return self._roots[key]

    def climb(self, i: int) -> list[int]:
        """A token and what governs it, at most ten steps up."""
        if i not in self._ways:
            out = [i]
            while len(out) < 10 and self.heads[out[-1]] != out[-1]:
                out.append(self.heads[out[-1]])
            self._ways[i] = out
        return self._ways[i]


def _running(flags: Iterable[bool]) -> list[int]:
    """How many of the flags are set before each place, and in all."""
    return [0, *accumulate(flags)]


def _distance(ground: Ground, a: Mark, b: Mark) -> int:
    """Words between two marks; line breaks and ends of sentences weigh more."""
    low, high = (a.high, b.low) if a.low < b.low else (b.high, a.low)
    first, last = min(a.low, b.low), max(a.low, b.low)
    lines = ground.lines[last] - ground.lines[first]
    return max(0, high - low) + _LINE * lines + _SENTENCE * (ground.sentence[last] - ground.sentence[first])


def candidates(ground: Ground, ours: Sequence[Mark], others: Sequence[Mark]) -> list[tuple[int, int]]:
    """Pairs (ours, others) within reach: for each of ours the nearest few."""
    out = []
    starts = [o.low for o in others]
    for n, mark in enumerate(ours):
        near = bisect_left(starts, mark.low)
        around = range(max(0, near - 2 * NEAREST), min(len(others), near + 2 * NEAREST))
        scored = sorted((_distance(ground, mark, others[k]), k) for k in around)
        out += [(n, k) for distance, k in scored[:NEAREST] if distance <= REACH]
    return out


def pair_features(
    ground: Ground, ours: Sequence[Mark], others: Sequence[Mark], pairs: Sequence[tuple[int, int]],
    marks: Mapping[int, Sequence[Mark]],
) -> Array:  # fmt: skip
    """(pairs, len(FEATURES)) what is known of each pair; `marks` has all marks by role."""
    spread = {role: _running(_begins(len(ground.words), marks[role])) for role in PAIRS_ROLES}
    distance = [_distance(ground, ours[n], others[k]) for n, k in pairs]
    ranks = _ranks([n for n, _ in pairs], distance), _ranks([k for _, k in pairs], distance)
    out = np.zeros((len(pairs), len(FEATURES)), dtype=np.float32)
    for row, (n, k) in enumerate(pairs):
        out[row] = _features(ground, ours[n], others[k], spread, ranks[0][row], ranks[1][row])
    # A mark has at most `NEAREST` pairs, and they follow each other.
    side = [(n, others[k].low > ours[n].low) for n, k in pairs]
    rivals = Counter(side)
    out[:, -1] = [rivals[key] for key in side]
    return out


PAIRS_ROLES = (SOURCE, CUE, CONTENT)


def _begins(length: int, marks: Sequence[Mark]) -> list[bool]:
    out = [False] * length
    for mark in marks:
        out[mark.low] = True
    return out


def _ranks(keys: list[int], distance: list[int]) -> list[int]:
    order: dict[int, list[int]] = {}
    for key, d in zip(keys, distance, strict=True):
        order.setdefault(key, []).append(d)
    for ds in order.values():
        ds.sort()
    return [order[key].index(d) for key, d in zip(keys, distance, strict=True)]


def _features(
    ground: Ground, a: Mark, b: Mark, spread: Mapping[int, Sequence[int]], rank: int, other_rank: int
) -> list[float]:
    low, high = (a.high, b.low) if a.low < b.low else (b.high, a.low)
    high = max(low, high)
    lines, heads, words, token = ground.lines, ground.heads, ground.words, ground.token
    i, j = ground.root(a), ground.root(b)
    up, other_up = ground.climb(i), ground.climb(j)
    shared = next((n for n, t in enumerate(up) if t in other_up), None)
    tree = 20 if shared is None else shared + other_up.index(up[shared])
    inside_b = token[b.low] <= heads[i] <= token[b.high - 1]
    inside_a = token[a.low] <= heads[j] <= token[a.high - 1]
    running = *ground.count.values(), *spread.values()
    return [
        high - low, b.low > a.low, abs(lines[b.low] - lines[a.low]),
        abs(ground.sentence[b.low] - ground.sentence[a.low]), *[r[high] - r[low] for r in running],
        ground.quoted[a.low], ground.quoted[b.low], a.high - a.low, b.high - b.low, rank, other_rank,
        words[a.low] in _MARKS, words[a.high - 1] in _MARKS, words[b.high - 1] == ":",
        tree, ground.relations[i], ground.relations[j], ground.classes[i], ground.classes[j], inside_a,
        inside_b, ground.parsed[i] == ground.parsed[j], lines[a.low] == lines[b.low],
        b.low == 0 or lines[b.low] != lines[b.low - 1], a.low == 0 or lines[a.low] != lines[a.low - 1], 0,
    ]  # fmt: skip


def by_role(marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """Marks of each role in reading order."""
    return {role: sorted((m for m in marks if m.role == role), key=lambda m: m.low) for role in PAIRS_ROLES}


def link(ground: Ground, marks: Sequence[Mark], trees: Mapping[str, Any], least: float) -> list[Group]:
    """Make attributions of marks.

    Parameters
    ----------
    ground : Ground
        The text.
    marks : sequence of Mark
        What the tagger read, or what people marked.
    trees : mapping
        For each name of `PAIRS` what gives rows of features their chances.
    least : float
        Pairs below this chance are not linked.

    Returns
    -------
    list of Group
        One a cue that has content; contents that no cue takes are groups of their own.
    """
    own = by_role(marks)
    chance: dict[str, dict[tuple[int, int], float]] = {}
    for name, (ours, others) in PAIRS.items():
        pairs = candidates(ground, own[ours], own[others])
        rows = pair_features(ground, own[ours], own[others], pairs, own)
        chance[name] = dict(zip(pairs, trees[name](rows).tolist(), strict=True))
    taken: dict[int, list[tuple[int, float]]] = {}
    alone: list[int] = []
    for n in range(len(own[CONTENT])):
        p, k = max(((p, k) for (m, k), p in chance["content_cue"].items() if m == n), default=(0.0, -1))
        if p >= least:
            taken.setdefault(k, []).append((n, p))
        else:
            alone.append(n)
    groups = []
    for k, contents in sorted(taken.items()):
        source, p = _source_of(chance, k, [n for n, _ in contents], least)
        groups.append(Group(
            own[CUE][k], [own[CONTENT][n] for n, _ in contents], own[SOURCE][source] if source >= 0 else None,
            float(np.mean([p for _, p in contents])), p,
        ))  # fmt: skip
    for n in alone:
        source, p = _source_of(chance, None, [n], least)
        groups.append(Group(None, [own[CONTENT][n]], own[SOURCE][source] if source >= 0 else None, 0.0, p))
    return groups


def _source_of(
    chance: Mapping[str, Mapping[tuple[int, int], float]], cue: int | None, contents: list[int], least: float
) -> tuple[int, float]:
    """The likeliest source of a cue with its contents, and its chance; -1 where none is likely."""
    scores: dict[int, list[float]] = {}
    for (c, s), p in chance["cue_source"].items():
        if c == cue:
            scores.setdefault(s, []).append(p)
    of_content: dict[int, float] = {}
    for (n, s), p in chance["content_source"].items():
        if n in contents:
            of_content[s] = max(p, of_content.get(s, 0.0))
    if cue is None:
        p, s = max(((p, s) for s, p in of_content.items()), default=(0.0, -1))
    else:
        p, s = max((((ps[0] + of_content.get(s, 0.0)) / 2, s) for s, ps in scores.items()), default=(0.0, -1))
    return (s, p) if p >= least else (-1, p)
