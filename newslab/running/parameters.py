"""Which notebook is run, which parameters it has, and what was given for them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from newslab.errors import InputError
from newslab.notebooks import find_notebooks

_TAG = "parameters"


def find_notebook(notebook: str | os.PathLike[str]) -> Path:
    """Return the file of a guided notebook, by its number or name, or of one's own, by its path.

    Examples
    --------
    >>> find_notebook("04").name
    '04_sides_and_balance.ipynb'
    """
    if not isinstance(notebook, (str, os.PathLike)):
        raise InputError(f"notebook is {notebook!r}; give a text, as '04', or the path of an .ipynb file.")
    given, guided = os.fspath(notebook), find_notebooks()
    for path in guided:
        if given == path.stem or given.zfill(2) == path.stem[:2]:
            return path
    own = Path(given).expanduser()
    if own.suffix == ".ipynb" and own.is_file():
        return own
    names = ", ".join(path.stem for path in guided)
    raise InputError(
        f"There is no notebook {given!r}. newslab has {names}: give the number or name of one, "
        "or the path of an .ipynb file of your own."
    )


def read_notebook(path: Path) -> Any:
    """Read a notebook, brought up to the present format."""
    import nbformat

    try:
        notebook = nbformat.v4.upgrade(nbformat.reads(path.read_text(encoding="utf-8"), as_version=4))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    # nbformat raises KeyError and others of what is JSON but no notebook.
    except Exception as error:
        raise InputError(
            f"{path} is no notebook that can be read; open it in JupyterLab to see why."
        ) from error
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise InputError(f"{path} is written in {language}; newslab runs notebooks in Python.")
    return notebook


def parameter_names(notebook: Any) -> list[str]:
    """Return the names that the cell tagged `parameters` gives a value, in its order."""
    from IPython.core.inputtransformer2 import TransformerManager

    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and _TAG in cell.metadata.get("tags", []):
            try:
                body = ast.parse(TransformerManager().transform_cell(cell.source)).body
            except SyntaxError as error:
                raise InputError(f"The cell of parameters is no Python that can be read: {error}.") from error
            for line in body:
                targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
                if isinstance(line, (ast.Assign, ast.AnnAssign)):
                    found += [target.id for target in targets if isinstance(target, ast.Name)]
    return list(dict.fromkeys(found))


def _plain(value: Any, name: str) -> Any:
    """Return a value as it can be written into a cell: lists for tuples, text for paths."""
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item, name) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _plain(item, name) for key, item in value.items()}
    # Exactly these: a number of numpy would be written as a text.
    if value is None or type(value) in (bool, int, float, str):
        return value
    raise InputError(
        f"The parameter {name} holds a {type(value).__name__}; it can hold None, numbers, True or False, "
        "text, paths, and lists and mappings of these. Save a table as a file and give its path."
    )


def check_parameters(parameters: Mapping[str, Any], allowed: Iterable[str], *, of: str) -> dict[str, Any]:
    """Return the parameters in a form that can be written into a cell, or say which are not allowed.

    Examples
    --------
    >>> check_parameters({"corpus": Path("articles")}, ["corpus", "codebook"], of="04_sides_and_balance")
    {'corpus': 'articles'}
    """
    names = list(allowed)
    for name in parameters:
        if name not in names:
            near = get_close_matches(str(name), names, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            can = f"its parameters are {', '.join(names)}" if names else "it has no cell tagged parameters"
            raise InputError(f"{of} has no parameter {name!r}; {can}.{hint}")
    return {name: _plain(value, name) for name, value in parameters.items()}


def read_setting(setting: str) -> tuple[str, Any]:
    """Read ``NAME=VALUE``: the value as Python where it is None, a number, True, quoted …, else as text.

    Examples
    --------
    >>> read_setting("corpus=articles/"), read_setting("resamples=500"), read_setting("title=None")
    (('corpus', 'articles/'), ('resamples', 500), ('title', None))
    """
    name, equals, text = setting.partition("=")
    if not equals or not name.strip().isidentifier():
        raise InputError(f"{setting!r} is not of the form NAME=VALUE, as in corpus=articles/.")
    try:
        value = _plain(ast.literal_eval(text.strip()), name)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return name.strip(), text
    return name.strip(), value
