"""Fit the judge on articles that the network never saw, and measure it there by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newslab.tagging.candidates import FEATURES, Candidate, Words, overlap
from newslab.tagging.judging import candidates_of
from newslab.tagging.model import Tagger
from newslab.tagging.pieces import read_pieces
from newslab.tagging.reading import Reading
from newslab.training.data import Marked
from newslab.training.trees import fit_trees, write_trees

_TREES = {
    "max_iter": 150,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 20,
    "max_features": 0.3,
}
_FOLDS = 6


def _right(words: Words, made: Sequence[Candidate], gold: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Whether each candidate's content overlaps one that people marked by half, with its source."""
    wanted = [(words.of(map(tuple, a["content"])), words.of(map(tuple, a["source"]))) for a in gold]

    def fits(c: Candidate) -> bool:
        return any(
            overlap(c.content, content) >= 0.5 and (bool(c.source & source) or not (c.source or source))
            for content, source in wanted
        )

    return np.array([fits(c) for c in made], dtype=bool)


def fit_judge(tagger: Tagger, parsed: Sequence[tuple[Marked, Reading]], seed: int) -> dict[str, Any]:
    """Write ``judge.onnx`` beside the tagger; returns the cross-validated log loss and calibration error."""
    rows, right, owner = [], [], []
    for n, (m, reading) in enumerate(parsed):
        made, described, _ = candidates_of(reading, tagger)
        if made:
            rows.append(described)
            right.append(_right(Words(read_pieces(tagger.tokenizer, m.text), m.text), made, m.gold))
            owner += [n] * len(made)
    x, y, fold = np.concatenate(rows), np.concatenate(right), np.array(owner) % _FOLDS
    chances = np.zeros(len(y))
    for k in range(_FOLDS):
        trees = fit_trees(x[fold != k], y[fold != k], seed, **_TREES)
        chances[fold == k] = trees.predict_proba(x[fold == k])[:, 1]
    write_trees(fit_trees(x, y, seed, **_TREES), len(FEATURES), tagger.folder / "judge.onnx")
    bins = np.minimum((chances * 10).astype(int), 9)
    error = sum(abs(chances[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y)
    loss = -np.mean(np.log(np.where(y, chances, 1 - chances)))
    return {
        "candidates": len(y),
        "right": float(y.mean()),
        "log_loss": float(loss),
        "calibration_error": float(error),
    }
