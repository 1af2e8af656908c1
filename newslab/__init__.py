"""Who is quoted in the news, in what capacity, how much, and for which side."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newslab.charts import plot_balance, plot_sourcing
    from newslab.coding.evaluation import evaluate
    from newslab.comparing.balance import balance
    from newslab.comparing.sourcing import sourcing
    from newslab.export import write_tables
    from newslab.loading import load_sample, read_articles
    from newslab.passages import find_passages
    from newslab.report import write_report
    from newslab.tagged import Tagged
    from newslab.tagging import tag
    from newslab.tagging.codebook import read_codebook, sample_codebook
    from newslab.tagging.pipeline import load_pipeline
    from newslab.tagging.side import Codebook

__version__ = "0.1.0"
__all__ = [
    "Codebook",
    "Tagged",
    "balance",
    "evaluate",
    "find_passages",
    "load_pipeline",
    "load_sample",
    "plot_balance",
    "plot_sourcing",
    "read_articles",
    "read_codebook",
    "sample_codebook",
    "sourcing",
    "tag",
    "write_report",
    "write_tables",
]

# Where each public name lives: it is loaded at first use, so that importing newslab is fast.
_HOMES = {
    "Codebook": "newslab.tagging.side",
    "Tagged": "newslab.tagged",
    "balance": "newslab.comparing.balance",
    "evaluate": "newslab.coding.evaluation",
    "find_passages": "newslab.passages",
    "load_pipeline": "newslab.tagging.pipeline",
    "load_sample": "newslab.loading",
    "plot_balance": "newslab.charts",
    "plot_sourcing": "newslab.charts",
    "read_articles": "newslab.loading",
    "read_codebook": "newslab.tagging.codebook",
    "sample_codebook": "newslab.tagging.codebook",
    "sourcing": "newslab.comparing.sourcing",
    "tag": "newslab.tagging",
    "write_report": "newslab.report",
    "write_tables": "newslab.export",
}


def __getattr__(name: str) -> Any:
    """Load a public name at first use."""
    if name not in _HOMES:
        raise AttributeError(f"newslab has no {name!r}; it has {', '.join(__all__)}.")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
