"""A bar for what takes longer than two seconds, in a terminal or a notebook."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_WAIT = 2.0  # seconds; what is done sooner needs no bar


def bar_options(*, what: str, unit: str) -> dict[str, Any]:
    """How a bar of tqdm is to be: late, gone when done, and only where somebody looks."""
    from tqdm.auto import tqdm
    from tqdm.notebook import tqdm_notebook

    # In a terminal None means: not where the output goes to a file. In a notebook somebody always looks,
    # but an app of Voilà shows what a cell has put out once it is done, when a bar is gone and an error.
    in_app = os.environ.get("SERVER_SOFTWARE", "").startswith("voila/")
    disable = in_app if issubclass(tqdm, tqdm_notebook) else None
    return {"desc": what, "unit": f" {unit}", "delay": _WAIT, "leave": False, "disable": disable}


def progress(items: Iterable[_Item], *, what: str, unit: str, total: int | None = None) -> Iterator[_Item]:
    """Go through items and show how far one is, unless it is done at once or nobody is looking.

    Parameters
    ----------
    items : iterable
        What is gone through.
    what : str
        What is done, as it stands before the bar.
    unit : str
        What is counted, in the singular.
    total : int, optional
        How many there are, where `items` has no length.

    Yields
    ------
    object
        The items, unchanged.

    Examples
    --------
    >>> sum(progress([1, 2], what="Adding", unit="number"))
    3
    """
    from tqdm.auto import tqdm

    yield from tqdm(items, total=total, **bar_options(what=what, unit=unit))
