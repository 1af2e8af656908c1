"""From articles that people marked to windows of word pieces with a label for each word."""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.loading.gold import read_gold
from newslab.tagging.model import ROLES
from newslab.tagging.pieces import Pieces, read_pieces, windows

if TYPE_CHECKING:
    from spacy.language import Language
    from tokenizers import Tokenizer

_SMALL = re.compile(r"\b[a-z]+\b")
_NAME = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)?")


@dataclass
class Marked:
    """A text, what people marked in it, and the people that it names (given names, surnames)."""

    key: str
    text: str
    gold: Sequence[Mapping[str, Any]]
    given: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()


@dataclass
class Window:
    """Pieces of a stretch of text; `first`, `breaks` (whether a line begins) and `labels` are of words."""

    ids: np.ndarray[Any, Any]
    types: np.ndarray[Any, Any]
    first: np.ndarray[Any, Any]
    breaks: np.ndarray[Any, Any]
    labels: np.ndarray[Any, Any]


def read_marked(paths: Sequence[str]) -> list[Marked]:
    """Read marked articles from .jsonl files, each text once.

    Raises
    ------
    InputError
        If a file cannot be read or a span does not fit; the message names the line.
    """
    out: dict[str, Marked] = {}
    for path in paths:
        articles, gold = read_gold(path)
        for row in articles.to_dict("records"):
            out.setdefault(row["text"], Marked(row["article_id"], row["text"], list(gold[row["article_id"]])))
    return list(out.values())


def data_hash(marked: Iterable[Marked]) -> str:
    """SHA-256 over texts and spans in order."""
    digest = hashlib.sha256()
    for m in marked:
        digest.update(m.text.encode("utf-8", "surrogatepass"))
        digest.update(repr([[a[r] for r in ROLES] for a in m.gold]).encode())
    return digest.hexdigest()


def held_out(marked: list[Marked], share: float) -> tuple[list[Marked], list[Marked]]:
    """Part the articles by a hash of their text: what is trained on, and what is kept apart."""

    def rank(m: Marked) -> str:
        return hashlib.sha256(m.text.encode("utf-8", "surrogatepass")).hexdigest()

    apart = set(sorted(map(rank, marked))[: round(share * len(marked))])
    return [m for m in marked if rank(m) not in apart], [m for m in marked if rank(m) in apart]


def find_people(marked: list[Marked], nlp: Language) -> None:
    """Note the names of people in each text, so that others can take their place.

    Words that the articles also write small (White, House) are left alone.
    """
    small = Counter(w for m in marked for w in _SMALL.findall(m.text))
    for m, doc in zip(marked, nlp.pipe([m.text for m in marked], batch_size=16), strict=True):
        names = [e.text.split() for e in doc.ents if e.label_ == "PERSON"]
        names = [[w.removesuffix("’s").removesuffix("'s") for w in n] for n in names if n]
        given = {n[0] for n in names if len(n) > 1}
        m.given = frozenset(filter(_NAME.fullmatch, (w for w in given if small[w.lower()] < 3)))
        last = {n[-1] for n in names} - given
        m.surnames = frozenset(filter(_NAME.fullmatch, (w for w in last if small[w.lower()] < 3)))


def swap_names(m: Marked, given: Sequence[str], surnames: Sequence[str], chance: random.Random) -> Marked:
    """The article with other people: each name gives way to one from the lists, the same throughout."""
    new = {w: chance.choice(given) for w in sorted(m.given)}
    new |= {w: chance.choice(surnames) for w in sorted(m.surnames)}
    parts, at, shift = [], 0, np.zeros(len(m.text) + 1, dtype=np.int64)
    for match in _NAME.finditer(m.text):
        if (name := new.get(match[0])) is not None:
            parts += [m.text[at : match.start()], name]
            shift[match.end() :] += len(name) - len(match[0])
            at = match.end()
    text = "".join([*parts, m.text[at:]])

    def moved(spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
        return [(int(s + shift[s]), int(e + shift[e])) for s, e in spans]

    gold = [{role: moved(a[role]) for role in ROLES} for a in m.gold]
    return Marked(m.key, text, gold)


def labels_of(pieces: Pieces, gold: Iterable[Mapping[str, Any]]) -> np.ndarray[Any, Any]:
    """For each word 0, or 1 + 2 × role for the first of a span and one more inside it."""
    out = np.zeros(len(pieces), dtype=np.int64)
    for n in (2, 1, 0):
        for attribution in gold:
            for start, end in attribution[ROLES[n]]:
                low, high = pieces.touched(start, end)
                out[low:high] = 2 + 2 * n
                out[low : low + (high > low)] = 1 + 2 * n
    return out


def cut(pieces: Pieces, labels: np.ndarray[Any, Any], size: int, first: int | None = None) -> list[Window]:
    """Windows of at most `size` pieces."""
    out = []
    bounds = np.append(pieces.first, len(pieces.ids))
    for low, high in windows(pieces, size, first):
        a, b = bounds[low], bounds[high]
        out.append(Window(
            pieces.ids[a:b], pieces.types[a:b], pieces.first[low:high] - a,
            pieces.opens[low:high].astype(np.int64), labels[low:high],
        ))  # fmt: skip
    return out


class Epochs:
    """Windows to learn from, cut and renamed anew for every epoch.

    Parameters
    ----------
    marked : list of Marked
        The articles.
    tokenizer : tokenizers.Tokenizer
        Of the network.
    size : int
        Pieces of a window.
    swapped : float
        Share of the articles in which names give way to others.
    """

    def __init__(self, marked: list[Marked], tokenizer: Tokenizer, size: int, swapped: float) -> None:
        self.marked, self.tokenizer, self.size, self.swapped = marked, tokenizer, size, swapped
        self.given = sorted(set().union(*(m.given for m in marked)))
        self.surnames = sorted(set().union(*(m.surnames for m in marked)))

    def windows(self, seed: int) -> list[Window]:
        """All windows of one epoch, in no order."""
        chance = random.Random(seed)  # noqa: S311  (not for secrets)
        out = []
        for original in self.marked:
            m = original
            if self.given and self.surnames and chance.random() < self.swapped:
                m = swap_names(m, self.given, self.surnames, chance)
            pieces = read_pieces(self.tokenizer, m.text)
            labels = labels_of(pieces, m.gold)
            out += cut(pieces, labels, self.size, chance.randint(self.size // 4, self.size))
        return out
