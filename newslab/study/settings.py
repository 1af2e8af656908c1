"""newslab.toml: everything that an analysis is made from, read with the line of each mistake."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newslab.comparing.counting import COPIES
from newslab.errors import FileError, read_checked
from newslab.frames import COUNTED_PASSAGES, PASSAGES

FILE = "newslab.toml"
_ENGINES = ("auto", "rules")
_MOST = 1_000_000  # resamples


class StudyError(FileError):
    """A newslab.toml has a mistake; the message says the line."""

    what = FILE


@dataclass(frozen=True)
class Study:
    """What an analysis is made from.

    Attributes
    ----------
    folder : pathlib.Path
        Where newslab.toml lies; all paths in it are meant from there.
    title : str or None
        Of the report; the codebook's title by default.
    paths : tuple of str
        Files, folders and patterns of articles; none means the sample.
    columns : mapping
        From columns of the articles table to fields of the user's tables.
    day_first, repair : bool or None, bool
        As in `read_articles`.
    codebook, aliases, model : str or None
        Files of the user, and the name of another spaCy model.
    engine : str
        "auto" or "rules".
    passages : tuple of str
        Passages that count.
    copies : str
        How copied stories count: "each", "once" or "none".
    stories : bool
        Whether whole stories are drawn again instead of articles.
    resamples, seed : int
        For the intervals.
    file : str
        The report.
    texts : bool
        Whether the report holds the texts of the articles.
    hashes : mapping
        From inputs to the SHA-256 that they had when they were recorded.
    text : str
        The file itself.
    lines : mapping
        From keys, such as "tagging.codebook", to their lines.
    """

    folder: Path
    title: str | None = None
    paths: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    repair: bool = False
    codebook: str | None = None
    aliases: str | None = None
    model: str | None = None
    engine: str = "auto"
    passages: tuple[str, ...] = COUNTED_PASSAGES
    copies: str = "each"
    stories: bool = False
    resamples: int = 2000
    seed: int = 0
    file: str = "report.html"
    texts: bool = True
    hashes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The newslab.toml."""
        return self.folder / FILE

    def within(self, name: str) -> Path:
        """A path of the file as one from here."""
        return self.folder / Path(name).expanduser()

    def fail(self, key: str, message: str) -> StudyError:
        """An error at a key's line."""
        return StudyError(message, os.fspath(self.path), self.lines.get(key))


@dataclass(frozen=True)
class _Key:
    """What a key of the file may hold; `told` says it to a person."""

    kind: type
    told: str
    allowed: tuple[str, ...] = ()


_TEXT = _Key(str, "a text in quotation marks")
_TRUTH = _Key(bool, "true or false")
_NUMBER = _Key(int, "a whole number from 0")
_TEXTS = _Key(list, 'a list of texts, as in ["articles/"]')
_FIELDS = _Key(dict, 'a table of texts, as in {text = "Body"}')
_KEYS: Mapping[str, Mapping[str, _Key]] = {
    "": {"title": _TEXT},
    "articles": {"paths": _TEXTS, "columns": _FIELDS, "day_first": _TRUTH, "repair": _TRUTH},
    "tagging": {
        "codebook": _TEXT,
        "aliases": _TEXT,
        "model": _TEXT,
        "engine": _Key(str, "", _ENGINES),
    },
    "comparing": {
        "passages": _Key(list, "a list of passages", PASSAGES),
        "copies": _Key(str, "", COPIES),
        "stories": _TRUTH,
        "resamples": _NUMBER,
        "seed": _NUMBER,
    },
    "report": {"file": _TEXT, "texts": _TRUTH},
    "hashes": {},
}


def _lines(text: str) -> dict[str, int]:
    """The line of each key and table."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = header[1].strip("\"'")
            found.setdefault(table, number)
        elif key := re.match(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w.-]+))\s*=", line):
            name = next(part for part in key.groups() if part)
            found.setdefault(f"{table}.{name}".lstrip("."), number)
    return found


class _Checker:
    """Says of each mistake where it is and what would be right."""

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self.name, self.lines = name, lines

    def fail(self, key: str, message: str) -> StudyError:
        return StudyError(message, self.name, self.lines.get(key))

    def known(self, name: str, allowed: list[str], key: str, what: str) -> None:
        if name not in allowed:
            near = get_close_matches(name, allowed, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise self.fail(key, f"{name!r} is no {what}; known are {', '.join(allowed)}.{hint}")

    def value(self, key: str, value: Any, wanted: _Key) -> None:
        held = list(value) if wanted.kind is list and isinstance(value, list) else [value]
        for one in held if wanted.allowed else ():
            self.known(str(one), list(wanted.allowed), key, f"value of {key}")
        fits = isinstance(value, wanted.kind) and isinstance(value, bool) == (wanted.kind is bool)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not fits or not all(isinstance(one, str) and one for one in inner):
            raise self.fail(key, f"{key} is {value!r}; give {wanted.told}.")
        if wanted is _NUMBER and not 0 <= value <= _MOST:
            raise self.fail(key, f"{key} is {value}; give a whole number from 0 to {_MOST:,}.")


def _checked(data: Mapping[str, Any], checker: _Checker) -> dict[str, Any]:
    """The settings by name, all of them checked."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        if name in _KEYS[""]:
            checker.value(name, value, _KEYS[""][name])
            found[name] = value
            continue
        checker.known(name, [*_KEYS[""], *filter(None, _KEYS)], name, "table or key of newslab.toml")
        if not isinstance(value, dict):
            raise checker.fail(name, f"{name} is a table; write [{name}] on a line of its own.")
        if name == "hashes":
            checker.value(name, value, _FIELDS)
            found[name] = value
            continue
        for key, held in value.items():
            checker.known(key, list(_KEYS[name]), f"{name}.{key}", f"key of [{name}]")
            checker.value(f"{name}.{key}", held, _KEYS[name][key])
            found[key] = tuple(held) if isinstance(held, list) else held
    return found


def read_study(path: str | os.PathLike[str] = ".") -> Study:
    """Read the newslab.toml of a folder.

    Parameters
    ----------
    path : str or path-like
        The folder, or the file itself.

    Returns
    -------
    Study
        Its settings, with defaults for what it leaves out.

    Raises
    ------
    StudyError
        Where there is none, or it has a mistake: the message says the line and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "newslab.toml")
    ...     _ = file.write_text('title = "The quay"\\n[comparing]\\nseed = 7\\n', encoding="utf-8")
    ...     study = read_study(folder)
    >>> study.title, study.seed, study.resamples
    ('The quay', 7, 2000)
    """
    file = Path(path) / FILE if os.path.isdir(path) else Path(path)
    name, text, _ = read_checked(file, ".toml", StudyError)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise StudyError(f"is not TOML here ({error}).", name, line) from error
    lines = _lines(text)
    return Study(folder=file.parent, text=text, lines=lines, **_checked(data, _Checker(name, lines)))
