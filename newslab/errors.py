"""Errors that a researcher can read, and the helpers that word them alike."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class InputError(ValueError):
    """Something the user gave cannot be used: a path, a file, a value."""


class FileError(InputError):
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


class CodebookError(FileError):
    """A codebook has a mistake; the message says the line."""

    what = "codebook"


class AliasesError(FileError):
    """A file of aliases has a mistake; the message says the line."""

    what = "aliases"


class ModelNotFoundError(InputError):
    """The spaCy model that was asked for is not installed."""


class NotebookError(InputError):
    """A cell of a notebook that was run has failed.

    Parameters
    ----------
    message : str
        Which cell, why, and where what was done until then is.
    cell : int, optional
        The number of the cell, as it stands beside it; None where Python itself ended.
    path : path-like, optional
        The page of what was done until then.
    """

    def __init__(self, message: str, *, cell: int | None = None, path: Path | None = None) -> None:
        self.cell, self.path = cell, path
        super().__init__(message)


def read_checked(path: str | os.PathLike[str], suffix: str, error: type[FileError]) -> tuple[str, str, str]:
    """Path, text and SHA-256 of a file that the user wrote, or an `error` that says what to do."""
    if not isinstance(path, (str, os.PathLike)):
        raise error(f"path is a {type(path).__name__}; give the path of a {suffix} file.")
    name = os.fspath(path)
    try:
        raw = Path(path).read_bytes()
        return name, raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest()
    except OSError as problem:
        raise error(
            f"cannot be read ({problem.strerror or problem}); give the path of a {suffix} file.", name
        ) from problem
    except UnicodeDecodeError as problem:
        raise error("is not UTF-8 text; save it as UTF-8.", name) from problem


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
