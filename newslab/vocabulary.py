"""Read the word lists in newslab/data/vocabulary, each a CSV that its README explains."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

LANGUAGE = "en"


@cache
def vocabulary(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one word list, each a mapping from column to value; empty cells are ''.

    Parameters
    ----------
    name : str
        The file's name without ending, as "cues".
    """
    path = files("newslab") / "data" / "vocabulary" / LANGUAGE / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple({k: v or "" for k, v in row.items()} for row in csv.DictReader(lines))


@lru_cache(maxsize=1)
def vocabulary_hashes() -> Mapping[str, str]:
    """SHA-256 of every word list, by file name: a result carries them as its provenance."""
    folder = files("newslab") / "data" / "vocabulary" / LANGUAGE
    lists = sorted((p for p in folder.iterdir() if p.name.endswith(".csv")), key=lambda p: p.name)
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in lists}
