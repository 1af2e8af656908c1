"""How sure each rule is: the share of its finds that were right where it was measured."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from newslab.tagging.reading import Found
from newslab.vocabulary import vocabulary


@lru_cache(maxsize=1)
def _shares() -> Mapping[str, float]:
    return {row["rule"]: float(row["right"]) for row in vocabulary("rules")}


def confidence_of(found: Found) -> float:
    """The chance that a find of this rule is right: content overlapping by half, and the source.

    The shares in rules.csv were counted on the train part of PolNeAR 1.0 (Newell, Margolin and
    Ruths 2018), three in ten articles of it; they are one figure a rule, not a calibrated model.
    """
    return _shares()[found.rule]
