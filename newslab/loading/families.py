"""What a reader is: a family of formats, told by what a file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newslab.article import Article
from newslab.loading.find import Found

# So many bytes of a file are looked at to tell what it is.
HEAD = 65_536


@dataclass(frozen=True)
class Family:
    """A family of formats, and the function that reads it.

    Parameters
    ----------
    name : str
        What people call it: "PDF", "CSV".
    fits : callable
        ``fits(found, head)`` says whether it is such a file, by `head`, the first `HEAD` bytes of it.
        It may look further through `found`, whose ending is a hint; it raises nothing.
    read : callable
        ``read(found)`` yields the file's articles. A record that cannot be read is an `Article` with a
        `problem`; a file that cannot be read at all is an `InputError`.

    Examples
    --------
    >>> from newslab.loading.plain import read_plain
    >>> text = Family("plain text", lambda found, head: found.suffix == ".txt", read_plain)
    """

    name: str
    fits: Callable[[Found, bytes], bool]
    read: Callable[[Found], Iterator[Article]]
