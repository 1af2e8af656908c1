"""The files that paths, folders and globs name."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from newslab.errors import InputError
from newslab.loading.decode import read_bytes, text_of

_PAGES = (".html", ".htm", ".xhtml")
# What browsers call the folder of a saved page's pictures and scripts, in some languages.
_PARTS_OF_PAGE = ("_files", "-Dateien", "-filer", "_fichiers", "_archivos", "_file", "_bestanden")


def _printable(name: str) -> str:
    """A name as text: one that is not UTF-8 holds characters that no table can store."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True)
class Options:
    """What the user said of the files.

    Parameters
    ----------
    columns : mapping
        From columns of the articles table to fields of tables and JSON: {"text": "Body"}.
    day_first : bool, optional
        Whether 04/03/2025 is the fourth of March; None where the user did not say.
    repair : bool
        Whether characters that were once read in a wrong encoding are put right.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    repair: bool = False


UNSAID = Options()


@dataclass(frozen=True)
class Found:
    """A file to read; `folder` is the first folder below the one that was searched, or ''.

    A file within a zip file has its bytes as `data`, and the zip file's path and its own as `path`.

    Examples
    --------
    >>> found = Found(Path("export.zip", "Post", "a.txt"), "Post", data=b"Ships wait.")
    >>> found.origin, found.read_text(), found.suffix
    ('export.zip/Post/a.txt', 'Ships wait.', '.txt')
    """

    path: Path
    folder: str = ""
    data: bytes | None = field(default=None, repr=False)
    options: Options = UNSAID

    @property
    def origin(self) -> str:
        """The path as it was given, with / on every system."""
        return _printable(self.path.as_posix())

    @property
    def name(self) -> str:
        """The file's name."""
        return _printable(self.path.name)

    @property
    def suffix(self) -> str:
        """The name's ending in small letters, with its full stop, or ''."""
        return self.path.suffix.lower()

    def read_bytes(self, size: int = -1) -> bytes:
        """All bytes of the file, or the first `size`; an `InputError` says why it cannot be opened."""
        if self.data is None:
            return read_bytes(self.path, size)
        return self.data if size < 0 else self.data[:size]

    def read_text(self, *, records: bool = False) -> str:
        """The file as text, decoded as `newslab.loading.decode.text_of` does it."""
        return text_of(self.read_bytes(), self.origin, records=records)


def is_part_of_page(name: str, names: Collection[str]) -> bool:
    """Whether a file lies in the folder that browsers write beside a saved page.

    Parameters
    ----------
    name : str
        The file's path, with /.
    names : collection of str
        The paths of all files.

    Examples
    --------
    >>> is_part_of_page("a_files/logo.png", {"a.html", "a_files/logo.png"})
    True
    >>> is_part_of_page("a_files/logo.png", {"a_files/logo.png"})
    False
    """
    parts = name.split("/")[:-1]
    for i, part in enumerate(parts):
        for ending in _PARTS_OF_PAGE:
            page = "/".join([*parts[:i], part.removesuffix(ending)])
            if part.endswith(ending) and any(f"{page}{suffix}" in names for suffix in _PAGES):
                return True
    return False


def leads_back(folder: Path) -> bool:
    """Whether a folder is a link to one that it lies in."""
    real = os.path.realpath(folder)
    around = os.path.realpath(folder.parent)
    return folder.is_symlink() and os.path.commonpath([real, around]) == real


def _walk(root: Path) -> Iterator[Path]:
    """Files below a folder, hidden ones left out.

    A folder that cannot be listed, or that is a link to one above it, is given itself.
    """
    unlisted: list[Path] = []
    seen = set()
    for folder, subfolders, names in os.walk(
        root, followlinks=True, onerror=lambda error: unlisted.append(Path(error.filename))
    ):
        # A link may lead back to a folder above it.
        real = os.path.realpath(folder)
        if real in seen:
            subfolders.clear()
            if leads_back(Path(folder)):
                unlisted.append(Path(folder))
            continue
        seen.add(real)
        subfolders[:] = sorted(
            name for name in subfolders if not name.startswith(".") and not is_part_of_page(f"{name}/", names)
        )
        yield from (Path(folder, name) for name in names if not name.startswith("."))
    yield from unlisted


def _in_folder(root: Path) -> list[Found]:
    found = []
    for path in _walk(root):
        below = path.relative_to(root).parts
        found.append(Found(path, _printable(below[0]) if len(below) > 1 else ""))
    return found


def _expand(given: str | os.PathLike[str]) -> list[Found]:
    name = os.fspath(given)
    path = Path(name).expanduser()
    if not name:
        raise InputError("An empty path was given; name a file, a folder or a pattern such as texts/*.txt.")
    if os.path.isdir(path):
        found = _in_folder(path)
        if not found:
            raise InputError(f"The folder {name} holds no files.")
        return found
    # The name of a file may itself hold brackets, so what exists is no pattern.
    if os.path.lexists(path):
        return [Found(path)]
    if not glob.has_magic(name):
        raise InputError(f"{name} does not exist; name a file, a folder or a pattern such as texts/*.txt.")
    matches = [Path(match) for match in glob.glob(str(path), recursive=True)]
    # A pattern with ** matches both a folder and the files in it; the folder then adds nothing.
    folders = [] if "**" in name else [match for match in matches if match.is_dir()]
    found = [Found(match) for match in matches if not match.is_dir()]
    found += [item for folder in folders for item in _in_folder(folder)]
    if not found:
        raise InputError(f"No file matches the pattern {name}.")
    return found


def find_files(*paths: str | os.PathLike[str], options: Options = UNSAID) -> list[Found]:
    """List the files that the paths name, sorted, each once.

    Parameters
    ----------
    *paths : str or path-like
        A file; a folder, searched with its subfolders but without hidden files; or a pattern with
        ``*``, ``?`` or ``**``.
    options : Options, optional
        What the user said of the files; it is handed on with each.

    Returns
    -------
    list of Found
        Sorted by path, however they were given. A file that is reached twice is listed once.

    Raises
    ------
    InputError
        A path does not exist, a folder holds nothing, or a pattern matches nothing.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("b.txt", "a.txt", ".hidden"):
    ...         _ = pathlib.Path(folder, name).write_text("Ships wait.", encoding="utf-8")
    ...     [file.path.name for file in find_files(folder, folder + "/*.txt")]
    ['a.txt', 'b.txt']
    """
    found = [item for given in paths for item in _expand(given)]
    if not found:
        raise InputError("No path was given; name a file, a folder or a pattern such as texts/*.txt.")
    once: dict[str, Found] = {}
    # What was reached through a folder knows more than what was named alone, so it comes first.
    for item in sorted(found, key=lambda item: (item.path.parts, not item.folder, item.folder)):
        # A link that leads back is not the folder above, and no file.
        key = str(item.path) if os.path.isdir(item.path) else os.path.realpath(item.path)
        once.setdefault(key, replace(item, options=options))
    return list(once.values())
