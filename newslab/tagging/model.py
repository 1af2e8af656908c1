"""The trained tagger: for every word of a text, whether it is of a source, a cue or a content.

A network (MiniLM-L6, int8, run by onnxruntime) scores each word; a chain over the words makes a
consistent reading of the scores. `newslab.tagging.linking` makes attributions of what is read here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.errors import ModelNotFoundError
from newslab.tagging.pieces import Pieces, read_pieces, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
# O, then the first and the further words of each role
LABELS = 7
FOLDER = "attribution"
_NEEDED = ("onnxruntime", "tokenizers")


@dataclass(frozen=True)
class Mark:
    """Words in a row that the tagger gives one role.

    Attributes
    ----------
    role : int
        0 source, 1 cue, 2 content.
    low, high : int
        Its words, end exclusive.
    sure : float
        Mean probability of the role over its words.
    weakest : float
        The least probability among them.
    """

    role: int
    low: int
    high: int
    sure: float
    weakest: float


@dataclass
class Marked:
    """A text with what the tagger read in it.

    `readings` has the marks by the bias towards tagging that they were read with; `chances` is
    (words, 3), the probability of each role.
    """

    pieces: Pieces
    readings: dict[float, list[Mark]]
    chances: Floats

    def span(self, mark: Mark) -> tuple[int, int]:
        """Characters of a mark."""
        return int(self.pieces.starts[mark.low]), int(self.pieces.ends[mark.high - 1])


class Trees:
    """Trained trees as onnxruntime runs them: rows of features → the chance that each is right."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, rows: Floats) -> Floats:
        """The chance of each row."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        chances: Floats = self.session.run(None, {"rows": rows})[0][:, 0]
        return chances


class Tagger:
    """The network with its tokenizer and its chain, read from a folder.

    Parameters
    ----------
    folder : path
        With ``tagger.onnx``, ``tokenizer.json`` and ``settings.json``.
    threads : int, optional
        Threads of the network; by default one a core.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.folder = folder
        self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.size: int = self.settings["size"]
        self.steps = np.array(self.settings["steps"], dtype=np.float32)
        self.biases: list[float] = self.settings["biases"]
        self.sha256 = model_hash(folder)
        self._around = [self.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Processors whose eight-bit products may overflow take the slower way, to the same result.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self.session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def trees(self) -> dict[str, Trees]:
        """What links marks, by the names of `newslab.tagging.linking.PAIRS`."""
        from newslab.tagging.linking import PAIRS

        return {name: Trees(self.folder / f"{name}.onnx") for name in PAIRS}

    @cached_property
    def judge(self) -> Trees:
        """What tells how likely a candidate is right."""
        return Trees(self.folder / "judge.onnx")

    def read(self, text: str) -> Marked:
        """Tag the words of one text.

        Every window is run by itself: the scales of an int8 network depend on all that runs with it,
        and an article's result must not depend on its neighbours.
        """
        pieces = read_pieces(self.tokenizer, text)
        bounds, opens = np.append(pieces.first, len(pieces.ids)), pieces.opens
        labels = {bias: np.zeros(len(pieces), dtype=np.int64) for bias in self.biases}
        chances = np.zeros((len(pieces), 3), dtype=np.float32)
        for low, high in windows(pieces, self.size):
            a, b = int(bounds[low]), min(int(bounds[high]), int(bounds[low]) + self.size)
            scores = self._scores(pieces.ids[a:b], pieces.types[a:b])
            first = np.minimum(pieces.first[low:high] - a, len(scores) - 1)
            chain = Chain(scores[first], opens[low:high].astype(np.int64), self.steps)
            chances[low:high] = chain.chances()
            for bias in self.biases:
                labels[bias][low:high] = chain.labels(bias)
        return Marked(pieces, {bias: _marks(labels[bias], chances) for bias in self.biases}, chances)

    def _scores(self, ids: NDArray[np.int64], types: NDArray[np.int64]) -> Floats:
        start, end = self._around
        given = {
            "ids": np.array([[start, *ids, end]], dtype=np.int64),
            "types": np.array([[0, *types, 0]], dtype=np.int64),
        }
        scores: Floats = self.session.run(None, given)[0][0, 1:-1]
        return scores


class Chain:
    """The scores of a stretch of words, read as a chain of labels.

    Parameters
    ----------
    scores : (words, 7)
        What the network gives each word: O, then first and further words of source, cue and content.
    breaks : (words,)
        1 where a line begins.
    steps : (2, 7, 7)
        Scores of a label after a label, within a line and over a line break.
    """

    def __init__(self, scores: Floats, breaks: NDArray[np.int64], steps: Floats) -> None:
        self.scores, self.breaks, self.steps = scores, breaks.tolist(), steps
        # A stretch begins like a line, or in the middle of anything.
        self.opening = steps[1, 0] if self.breaks[0] else np.zeros(LABELS, dtype=np.float32)

    def labels(self, bias: float = 0.0) -> NDArray[np.int64]:
        """(words,) the likeliest labels, by Viterbi; a `bias` above 0 leans towards tagging."""
        scores = self.scores - np.array([bias, 0, 0, 0, 0, 0, 0], dtype=np.float32)
        length = len(scores)
        best = np.empty((length, LABELS), dtype=np.int64)
        # Labels before are columns here, so that what is compared lies side by side.
        within, over = (np.ascontiguousarray(s.T) for s in self.steps)
        value = scores[0] + self.opening
        for t in range(1, length):
            options = value + (over if self.breaks[t] else within)
            options.argmax(1, out=best[t])
            value = options.max(1) + scores[t]
        label = int(value.argmax())
        out = [label]
        for row in best[:0:-1].tolist():
            label = row[label]
            out.append(label)
        return np.array(out[::-1], dtype=np.int64)

    def chances(self) -> Floats:
        """(words, 3) the probability of each role at each word, by the forward-backward algorithm."""
        length = len(self.scores)
        here = np.exp(self.scores - self.scores.max(1, keepdims=True)).astype(np.float64)
        within, over = np.exp(self.steps.astype(np.float64))
        forward, backward = np.empty((length, LABELS)), np.ones((length, LABELS))
        forward[0] = here[0] * np.exp(self.opening)
        forward[0] /= forward[0].sum()
        for t in range(1, length):
            row = (forward[t - 1] @ (over if self.breaks[t] else within)) * here[t]
            forward[t] = row / row.sum()
        for t in range(length - 1, 0, -1):
            row = (over if self.breaks[t] else within) @ (here[t] * backward[t])
            backward[t - 1] = row / row.sum()
        both = forward * backward
        both /= both.sum(1, keepdims=True)
        return (both[:, 1::2] + both[:, 2::2]).astype(np.float32)


def _marks(labels: NDArray[np.int64], chances: Floats) -> list[Mark]:
    opens = np.flatnonzero((labels % 2 == 1) | ((labels > 0) & (np.append(0, labels[:-1]) == 0)))
    out = []
    for low in opens.tolist():
        role = (int(labels[low]) - 1) // 2
        high = low + 1
        while high < len(labels) and labels[high] == 2 + 2 * role:
            high += 1
        sure = chances[low:high, role]
        out.append(Mark(role, low, high, float(sure.mean()), float(sure.min())))
    return out


def model_folder() -> Path | None:
    """Where the weights are installed, or None."""
    folder = Path(str(files("newslab") / "data" / "models" / FOLDER))
    return folder if (folder / "tagger.onnx").is_file() else None


def installed() -> bool:
    """Whether the weights and the packages that run them are there."""
    return model_folder() is not None and all(find_spec(name) is not None for name in _NEEDED)


@lru_cache(maxsize=2)
def load_tagger(folder: Path | None = None) -> Tagger:
    """Load the trained tagger.

    Parameters
    ----------
    folder : path, optional
        Made by ``python -m newslab.training``; by default the weights that come with newslab.

    Raises
    ------
    ModelNotFoundError
        If the weights, or a package that runs them, are not installed.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise ModelNotFoundError(
            f"The trained tagger needs {' and '.join(missing)}. Install with  pip install {' '.join(missing)}"
            '  or tag with engine="rules".'
        )
    folder = folder or model_folder()
    if folder is None or not (folder / "tagger.onnx").is_file():
        raise ModelNotFoundError(
            'The weights of the trained tagger are not installed; tag with engine="rules", or install '
            "newslab again from its wheel."
        )
    return Tagger(folder)


def model_hash(folder: Path) -> str:
    """SHA-256 over the files that decide what the tagger finds."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in {".onnx", ".json"}:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
