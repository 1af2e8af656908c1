"""Codebooks that come with newslab: types of actors from research, and beginnings of sides."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newslab.errors import InputError, check_choice

if TYPE_CHECKING:
    import pandas as pd

# What each preset holds.
_PRESETS = {
    "journalistic-role-performance": "actors",
    "professional-status": "actors",
    "sources-in-the-news": "actors",
    "two-party-election": "sides",
    "two-state-conflict": "sides",
}


def preset_names(what: str = "") -> tuple[str, ...]:
    """The names of all presets, or of those of sides or of actors."""
    return tuple(name for name, kind in _PRESETS.items() if what in ("", kind))


@lru_cache(maxsize=8)
def preset_text(name: str) -> str:
    """The file of a preset."""
    return (files("newslab") / "data" / "presets" / f"{name}.yml").read_text(encoding="utf-8")


def list_presets() -> pd.DataFrame:
    """List the codebooks that come with newslab.

    Returns
    -------
    pandas.DataFrame
        ``preset``, ``holds`` (actors: name it in a codebook under ``actors:``; sides: begin a codebook
        with `new_codebook`), ``title`` and ``reference``.

    Examples
    --------
    >>> list_presets()[["preset", "holds"]].head(2)
                              preset   holds
    0  journalistic-role-performance  actors
    1            professional-status  actors
    """
    import pandas as pd
    import yaml

    rows = []
    for name, holds in _PRESETS.items():
        told = yaml.safe_load(preset_text(name))
        rows.append({"preset": name, "holds": holds, "title": told["title"], "reference": told["reference"]})
    return pd.DataFrame(rows)


def new_codebook(path: str | os.PathLike[str], preset: str, sides: tuple[str, str] | list[str]) -> str:
    """Begin a codebook: a preset of sides with the two names filled in, for a person to edit.

    Parameters
    ----------
    path : str or path-like
        Where to write it; an existing file is not replaced.
    preset : str
        One of the presets of sides, as "two-state-conflict" or "two-party-election".
    sides : pair of str
        The names of the two sides: countries, parties or candidates.

    Returns
    -------
    str
        The path, for `read_codebook`.

    Raises
    ------
    InputError
        If the preset is unknown, no two names are given that sides can have, or the file exists.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from newslab import read_codebook
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "codebook.yml")
    ...     read_codebook(new_codebook(path, "two-state-conflict", ["Norway", "Sweden"])).sides
    ('Norway', 'Sweden', 'other')
    """
    check_choice(preset, preset_names("sides"), "preset")
    names = [str(s).strip() for s in sides] if not isinstance(sides, str) else []
    if len(names) != 2 or not all(names) or '"' in "".join(names):
        raise InputError(f"sides is {sides!r}; give the names of two sides, as ['Norway', 'Sweden'].")
    text = preset_text(preset).replace("{0}", names[0]).replace("{1}", names[1])
    from newslab.tagging.codebook import check_text

    check_text(text)
    write_new(path, text)
    return os.fspath(path)


def write_new(path: str | os.PathLike[str], text: str) -> None:
    """Write a codebook that a person is to edit, and never over one that is there."""
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(f"{os.fspath(path)} is there already; give another name, or delete it.") from error
    except OSError as error:
        raise InputError(f"{os.fspath(path)} cannot be written ({error.strerror or error}).") from error
