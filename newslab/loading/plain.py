"""Plain text: a file is an article."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.article import Article
from newslab.as_found import noted
from newslab.loading.find import Found


def read_plain(found: Found) -> Iterator[Article]:
    """Read a .txt: all of it is the text, and nothing else is known of the article.

    Its outlet is the folder it lies in where a folder with subfolders was given (corpus/OUTLET/a.txt).

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "lease.txt")
    ...     _ = path.write_text("Ships wait.", encoding="utf-8")
    ...     article, = read_plain(Found(path, "Harbour Post"))
    >>> article.outlet, article.record, article.text
    ('Harbour Post', 'lease.txt', 'Ships wait.')
    """
    yield Article(
        text=found.read_text(),
        outlet=found.folder,
        origin=found.origin,
        record=found.name,
        as_found=noted(outlet=found.folder or None),
    )
