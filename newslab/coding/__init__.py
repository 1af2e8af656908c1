"""People's codings: measure the tagger against them."""

from newslab.coding.evaluation import evaluate

__all__ = ["evaluate"]
