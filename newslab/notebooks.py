"""The guided notebooks: where they are, and copies of them to work in."""

from __future__ import annotations

import os
import shutil
from importlib import resources
from pathlib import Path

from newslab.errors import InputError

FIRST = "01_quickstart.ipynb"


def find_notebooks() -> list[Path]:
    """The notebooks that came with newslab, in their order."""
    package = Path(str(resources.files("newslab")))
    # Beside the code in a checkout; within the package where it was installed from a wheel.
    folders = (package / "data" / "notebooks", package.parent / "notebooks")
    return next((found for folder in folders if (found := sorted(folder.glob("[0-9][0-9]_*.ipynb")))), [])


def copy_notebooks(folder: str | os.PathLike[str]) -> tuple[list[Path], list[Path]]:
    """Copy the guided notebooks to a folder, and leave alone what is there already.

    Parameters
    ----------
    folder : str or path-like
        Where to; it is made if it is not there.

    Returns
    -------
    copied, kept : list of pathlib.Path
        The notebooks that were copied, and those that were there before, perhaps with your changes.

    Raises
    ------
    InputError
        If the folder cannot be made or written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     copied, kept = copy_notebooks(folder)
    ...     len(copied) > 1, copy_notebooks(folder)[0]
    (True, [])
    """
    target = Path(folder)
    copied, kept = [], []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for notebook in find_notebooks():
            place = target / notebook.name
            if place.exists():
                kept.append(place)
            else:
                copied.append(Path(shutil.copyfile(notebook, place)))
    except OSError as error:
        why = error.strerror or error
        raise InputError(
            f"The notebooks cannot be copied to {target}: {why}. Name another folder."
        ) from error
    if not copied and not kept:
        raise InputError(
            "This installation of newslab came without its notebooks; install it again with pip."
        )
    return copied, kept
