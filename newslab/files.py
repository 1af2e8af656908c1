"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newslab.errors import InputError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def check_folder(path: str | os.PathLike[str]) -> Path:
    """Return where `path` will be written, links followed, or say why the folder around it cannot take it.

    Raises
    ------
    InputError
        The folder around `path` does not exist or cannot be written to.
    """
    if not os.fspath(path):
        raise InputError("No file was named to write to; give its path, as in report.html.")
    # A link is written through, as open() would do; replacing it would cut it off from its file.
    target = Path(os.path.realpath(Path(path).expanduser()))
    if not os.path.isdir(target.parent):
        raise InputError(
            f"{os.fspath(path)} cannot be written: the folder {target.parent} does not exist. "
            "Make the folder first, or name another."
        )
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise InputError(
            f"{os.fspath(path)} cannot be written: the folder {target.parent} allows no writing. "
            "Name a file in a folder of your own."
        )
    return target


def _check_file(path: str | os.PathLike[str], target: Path) -> None:
    # os.path answers no where pathlib would raise, as for a name that is too long.
    if os.path.isdir(target):
        raise InputError(f"{os.fspath(path)} is a folder; name a file in it.")
    if os.path.exists(target) and not os.path.isfile(target):
        raise InputError(f"{os.fspath(path)} is no ordinary file; name a file that can be replaced.")
    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise InputError(f"{os.fspath(path)} is write-protected; name another file, or lift the protection.")


def _temporary_beside(target: Path) -> Path:
    """Return a path in the same folder that nothing has yet, with the target's suffix."""
    return target.with_name(f".newslab-{secrets.token_hex(6)}{target.suffix}")


def check_writable(path: str | os.PathLike[str]) -> Path:
    """Return the file that `path` names, links followed, or say why it cannot be written.

    Called before long work, so that nobody waits for a result that has nowhere to go.

    Raises
    ------
    InputError
        The folder does not exist or cannot be written to, or `path` is a folder or write-protected.
    """
    target = check_folder(path)
    _check_file(path, target)
    return target


def check_apart(path: str | os.PathLike[str], *, read: Iterable[str | os.PathLike[str]]) -> None:
    """Say why `path` cannot be written where it is one of the files that the work reads.

    Parameters
    ----------
    path : str or path-like
        What is to be written.
    read : iterable of str or path-like
        The files to be read. The same file under another name, as by a link, counts too.

    Raises
    ------
    InputError
        `path` is one of them.

    Examples
    --------
    >>> check_apart("report.html", read=["articles.jsonl", "codebook.yml"])
    """
    target = Path(path).expanduser()
    if not os.path.exists(target):
        return
    for given in read:
        own = Path(given).expanduser()
        if os.path.exists(own) and os.path.samefile(target, own):
            raise InputError(
                f"{os.fspath(path)} is one of the files to be read; name another, so that it is not replaced."
            )


@contextmanager
def written_whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary path to write to, which takes the place of `path` once all went well.

    Parameters
    ----------
    path : str or path-like
        The file to write. What is there now stays until the new file is complete.

    Yields
    ------
    pathlib.Path
        An empty file in the same folder with the same suffix. It becomes `path` when the block
        ends, and is removed when the block fails.

    Raises
    ------
    InputError
        The folder does not exist or cannot be written to, `path` is a folder or write-protected,
        or the disk is full.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "report.html")
    ...     with written_whole(path) as temporary:
    ...         _ = temporary.write_text("<p>done</p>", encoding="utf-8")
    ...     path.read_text(encoding="utf-8"), len(list(pathlib.Path(folder).iterdir()))
    ('<p>done</p>', 1)
    """
    target = check_writable(path)
    temporary = _temporary_beside(target)
    try:
        # Made with open() rather than tempfile, so that it gets the permissions of any new file.
        temporary.open("xb").close()
        if os.path.exists(target):
            temporary.chmod(target.stat().st_mode & 0o7777)
    except OSError as error:
        raise InputError(f"{os.fspath(path)} cannot be written: {error.strerror}.") from error
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        if error.errno in _FULL:
            raise InputError(
                f"{os.fspath(path)} cannot be written: {error.strerror}. Free some space and try again."
            ) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def folder_written_whole(path: str | os.PathLike[str], *, holding: Collection[str]) -> Iterator[Path]:
    """Give a temporary folder to fill, which takes the place of `path` once all went well.

    Parameters
    ----------
    path : str or path-like
        The folder to write. It may exist if it holds nothing but files of an earlier run.
    holding : collection of str
        The names of the files that a run writes.

    Yields
    ------
    pathlib.Path
        An empty folder beside `path`, removed when the block fails.

    Raises
    ------
    InputError
        The folder around it does not exist or cannot be written to, `path` is a file or holds other
        files, or the disk is full.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as around:
    ...     with folder_written_whole(pathlib.Path(around, "out"), holding=["a.txt"]) as folder:
    ...         _ = (folder / "a.txt").write_text("Ships wait.", encoding="utf-8")
    ...     [item.name for item in pathlib.Path(around, "out").iterdir()]
    ['a.txt']
    """
    target = check_folder(path)
    if os.path.exists(target) and not os.path.isdir(target):
        raise InputError(f"{os.fspath(path)} is a file; name a folder.")
    others = (
        sorted(item.name for item in target.iterdir() if item.name not in holding)
        if os.path.exists(target)
        else []
    )
    if others:
        raise InputError(
            f"The folder {os.fspath(path)} holds other files ({others[0]}{' …' if len(others) > 1 else ''}); "
            "name a new or an empty folder, so that nothing of yours is replaced."
        )
    made, old = _temporary_beside(target), _temporary_beside(target)
    try:
        made.mkdir()
        yield made
        if os.path.exists(target):
            target.rename(old)
        made.rename(target)
    except OSError as error:
        if os.path.exists(old) and not os.path.exists(target):
            old.rename(target)
        raise InputError(f"{os.fspath(path)} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if os.path.exists(target):
            shutil.rmtree(old, ignore_errors=True)
