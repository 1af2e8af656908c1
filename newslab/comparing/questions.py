"""The questions that can be asked of groups, by name: what `over_time` and `compare` ask for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newslab.comparing.balance import ask_balance
from newslab.comparing.diversity import ask_diversity
from newslab.comparing.positions import ask_positions
from newslab.comparing.rates import ask_rates
from newslab.comparing.sourcing import ask_sourcing
from newslab.errors import InputError, check_choice

if TYPE_CHECKING:
    from newslab.comparing.grouping import By
    from newslab.comparing.summary import Question
    from newslab.tagged import Tagged

QUESTIONS = {
    "balance": ask_balance,
    "sourcing": ask_sourcing,
    "source_rates": ask_rates,
    "diversity": ask_diversity,
    "positions": ask_positions,
}


def ask(tagged: Tagged, question: str, by: By, options: dict[str, Any]) -> Question:
    """The statistics of the function of this name.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    question : str
        "balance", "sourcing", "source_rates", "diversity" or "positions".
    by : str, sequence of str or None
        The columns that make the groups.
    options : dict
        Further arguments of that function.
    """
    from inspect import signature

    function: Any = QUESTIONS[check_choice(question, QUESTIONS, "question")]
    allowed = [name for name in signature(function).parameters if name not in ("tagged", "by")]
    unknown = [name for name in options if name not in allowed]
    if unknown:
        raise InputError(f"{question} has no {', '.join(map(repr, unknown))}; it has {', '.join(allowed)}.")
    found: Question = function(tagged, by=by, **options)
    return found
