"""Errors that a researcher can read, and the two helpers that word them alike."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Something the user gave cannot be used: a path, a file, a value."""


class _LineError(InputError):
    """A file of the user has a mistake.

    Parameters
    ----------
    message : str
        What is wrong and what to do.
    path : str, optional
        The file.
    line : int, optional
        Where in the file, from 1.
    """

    what = "file"

    def __init__(self, message: str, path: str = "", line: int | None = None) -> None:
        self.path, self.line = path, line
        where = f"{path or self.what}, line {line}: " if line else f"{path}: " if path else ""
        super().__init__(where + message)


class CodebookError(_LineError):
    """A codebook has a mistake; the message says the line."""

    what = "codebook"


class AliasesError(_LineError):
    """A file of aliases has a mistake; the message says the line."""

    what = "aliases"


class ModelNotFoundError(InputError):
    """The spaCy model that was asked for is not installed."""


def check_choice(value: str, allowed: Iterable[str], what: str) -> str:
    """Return `value` if it is allowed, else say what was given, what is allowed, what to do."""
    options = list(allowed)
    if value in options:
        return value
    near = get_close_matches(str(value), options, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise InputError(f"{what} is {value!r}; it can be {', '.join(map(repr, options))}.{hint}")


def check_number(value: float, what: str, *, low: float, high: float) -> float:
    """Return `value` if it lies within `low` and `high`, else say what is allowed."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
        return value
    raise InputError(f"{what} is {value!r}; it must be a number from {low:g} to {high:g}.")
