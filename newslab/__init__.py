"""Who is quoted in the news, in what capacity, how much, and for which side."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newslab.charts.article import plot_floor, plot_positions
    from newslab.charts.balance import plot_balance, plot_benchmark
    from newslab.charts.changes import plot_differences, plot_over_time
    from newslab.charts.mix import plot_rates, plot_sourcing
    from newslab.charts.quotations import plot_quotation
    from newslab.charts.saving import save_chart
    from newslab.charts.speakers import plot_speakers
    from newslab.charts.style import alt_text
    from newslab.charts.words import plot_wording
    from newslab.coding.evaluation import evaluate
    from newslab.comparing.balance import balance
    from newslab.comparing.compare import compare
    from newslab.comparing.context import in_context
    from newslab.comparing.diversity import diversity
    from newslab.comparing.heard import who_is_heard
    from newslab.comparing.over_time import over_time
    from newslab.comparing.positions import positions
    from newslab.comparing.rates import source_rates
    from newslab.comparing.reply import reply
    from newslab.comparing.reuse import align_quotation, reuse
    from newslab.comparing.sourcing import sourcing
    from newslab.comparing.stories import stories
    from newslab.comparing.wording import wording
    from newslab.duplicates import find_copies, shared_passages
    from newslab.export import write_tables
    from newslab.loading import load_sample, read_articles
    from newslab.passages import find_passages
    from newslab.report import write_report
    from newslab.running import run_notebook
    from newslab.tagged import Tagged
    from newslab.tagging import tag
    from newslab.tagging.aliases import Aliases, read_aliases, sample_aliases
    from newslab.tagging.codebook import read_codebook, sample_codebook
    from newslab.tagging.coding import recode
    from newslab.tagging.pipeline import load_pipeline
    from newslab.tagging.presets import list_presets, new_codebook
    from newslab.tagging.side import Codebook
    from newslab.tagging.suggest import suggest_sides
    from newslab.tagging.unnamed import unnamed_sources
    from newslab.widgets.edit_codebook import edit_codebook
    from newslab.widgets.explore import explore
    from newslab.widgets.load_articles import load_articles
    from newslab.widgets.table import show

__version__ = "0.1.0"
__all__ = [
    "Aliases",
    "Codebook",
    "Tagged",
    "align_quotation",
    "alt_text",
    "balance",
    "compare",
    "diversity",
    "edit_codebook",
    "evaluate",
    "explore",
    "find_copies",
    "find_passages",
    "in_context",
    "list_presets",
    "load_articles",
    "load_pipeline",
    "load_sample",
    "new_codebook",
    "over_time",
    "plot_balance",
    "plot_benchmark",
    "plot_differences",
    "plot_floor",
    "plot_over_time",
    "plot_positions",
    "plot_quotation",
    "plot_rates",
    "plot_sourcing",
    "plot_speakers",
    "plot_wording",
    "positions",
    "read_aliases",
    "read_articles",
    "read_codebook",
    "recode",
    "reply",
    "reuse",
    "run_notebook",
    "sample_aliases",
    "sample_codebook",
    "save_chart",
    "shared_passages",
    "show",
    "source_rates",
    "sourcing",
    "stories",
    "suggest_sides",
    "tag",
    "unnamed_sources",
    "who_is_heard",
    "wording",
    "write_report",
    "write_tables",
]

# Where each public name lives: it is loaded at first use, so that importing newslab is fast.
_HOMES = {
    "Aliases": "newslab.tagging.aliases",
    "Codebook": "newslab.tagging.side",
    "Tagged": "newslab.tagged",
    "align_quotation": "newslab.comparing.reuse",
    "alt_text": "newslab.charts.style",
    "balance": "newslab.comparing.balance",
    "compare": "newslab.comparing.compare",
    "diversity": "newslab.comparing.diversity",
    "edit_codebook": "newslab.widgets.edit_codebook",
    "evaluate": "newslab.coding.evaluation",
    "explore": "newslab.widgets.explore",
    "find_copies": "newslab.duplicates",
    "find_passages": "newslab.passages",
    "in_context": "newslab.comparing.context",
    "list_presets": "newslab.tagging.presets",
    "load_articles": "newslab.widgets.load_articles",
    "load_pipeline": "newslab.tagging.pipeline",
    "load_sample": "newslab.loading",
    "new_codebook": "newslab.tagging.presets",
    "over_time": "newslab.comparing.over_time",
    "plot_balance": "newslab.charts.balance",
    "plot_benchmark": "newslab.charts.balance",
    "plot_differences": "newslab.charts.changes",
    "plot_floor": "newslab.charts.article",
    "plot_over_time": "newslab.charts.changes",
    "plot_positions": "newslab.charts.article",
    "plot_quotation": "newslab.charts.quotations",
    "plot_rates": "newslab.charts.mix",
    "plot_sourcing": "newslab.charts.mix",
    "plot_speakers": "newslab.charts.speakers",
    "plot_wording": "newslab.charts.words",
    "positions": "newslab.comparing.positions",
    "read_aliases": "newslab.tagging.aliases",
    "read_articles": "newslab.loading",
    "read_codebook": "newslab.tagging.codebook",
    "recode": "newslab.tagging.coding",
    "reply": "newslab.comparing.reply",
    "reuse": "newslab.comparing.reuse",
    "run_notebook": "newslab.running",
    "sample_aliases": "newslab.tagging.aliases",
    "sample_codebook": "newslab.tagging.codebook",
    "save_chart": "newslab.charts.saving",
    "shared_passages": "newslab.duplicates",
    "show": "newslab.widgets.table",
    "source_rates": "newslab.comparing.rates",
    "sourcing": "newslab.comparing.sourcing",
    "stories": "newslab.comparing.stories",
    "suggest_sides": "newslab.tagging.suggest",
    "tag": "newslab.tagging",
    "unnamed_sources": "newslab.tagging.unnamed",
    "who_is_heard": "newslab.comparing.heard",
    "wording": "newslab.comparing.wording",
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
