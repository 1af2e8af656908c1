"""Runs a notebook with parameters, and makes one page of it."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newslab.errors import InputError, NotebookError
from newslab.files import check_apart, check_writable, written_whole
from newslab.progress import bar_options
from newslab.running.page import notebook_page
from newslab.running.parameters import check_parameters, find_notebook, parameter_names, read_notebook

_KERNEL = "python3"
_LONGEST, _LONGEST_LINE = 300, 80  # characters of an error, and of the line where it was, that are told


def _target(path: str | os.PathLike[str] | None, source: Path) -> Path:
    """Return where the page goes, or say why it cannot go there."""
    target = Path(path if path is not None else f"{source.stem}.html")
    if target.suffix.lower() not in (".html", ".htm"):
        raise InputError(f"{target} is to hold a page; let its name end in .html.")
    check_writable(target)
    check_apart(target, read=[source])
    return target


def _execute(notebook: Any, parameters: Mapping[str, Any], made: Path) -> None:
    """Run a notebook in the current folder; `made` has what was done, also where it fails."""
    from papermill import execute_notebook
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    notebook = load_notebook_node(notebook)
    # execute_notebook() would look for the parameters itself, and warn of those that it fails to read.
    if parameters:
        notebook = parameterize_notebook(notebook, dict(parameters), kernel_name=_KERNEL, language="python")
    # The kernel is that of the Python which runs newslab, whatever the notebook was last opened with.
    execute_notebook(
        notebook,
        str(made),
        kernel_name=_KERNEL,
        language="python",
        progress_bar=bar_options(what="Running", unit="cell"),
        extra_arguments=["--log-level=CRITICAL"],  # what it says of itself is not for the reader
    )


def _line(error: Any) -> str:
    """Return the line of a cell at which it failed, as its traceback marks it."""
    from papermill.exceptions import strip_color

    marked = re.search(r"^-+> *\d+ (.*)$", strip_color("\n".join(error.traceback)), re.MULTILINE)
    line = marked.group(1) if marked else error.source.strip().partition("\n")[0]
    return _cut(line.strip(), _LONGEST_LINE)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _told(error: Any) -> tuple[int | None, str]:
    """Return the number of the cell that failed, and where and why in one line."""
    cell = getattr(error, "exec_count", None)
    if cell is None:
        return None, "The Python that ran it ended of itself, perhaps for want of memory."
    why = _cut(f"{error.ename}: {error.evalue}".strip(": ").partition("\n")[0], _LONGEST)
    return cell, f"Cell [{cell}] failed at “{_line(error)}”. {why}"


def _keep_partial(error: Exception, made: Path, target: Path, **about: Any) -> NotebookError:
    """Write down what was done until a cell failed, and return the error that says so."""
    import nbformat
    from papermill.execute import remove_error_markers

    cell, told = _told(error)
    # Names of their own: neither an earlier page nor a notebook of the user is replaced.
    page = target.with_name(f"{target.stem}.partial.html")
    notebook = remove_error_markers(nbformat.read(made, as_version=4))
    with written_whole(page.with_suffix(".ipynb")) as temporary:
        nbformat.write(notebook, temporary)
    with written_whole(page) as temporary:
        temporary.write_text(notebook_page(notebook, stopped=told, **about), encoding="utf-8")
    ends = "" if told.endswith((".", "!", "?", "…")) else "."
    return NotebookError(
        f"{about['source'].stem} stopped. {told}{ends} What was done until then is in {page}, "
        f"and in {page.with_suffix('.ipynb').name} beside it to go on with.",
        cell=cell,
        path=page,
    )


def run_notebook(
    notebook: str | os.PathLike[str],
    *,
    parameters: Mapping[str, Any] | None = None,
    path: str | os.PathLike[str] | None = None,
) -> Path:
    """Run a guided notebook, or one of your own, with parameters, and write one HTML file of it.

    It runs in the current folder, so that paths are meant as seen from there, and what the notebook
    writes is written there. The page needs no network and runs no script; the code is folded away.

    Parameters
    ----------
    notebook : str or path-like
        The number (``"04"``) or name (``"04_sides_and_balance"``) of a guided notebook as it came with
        newslab, or the path of an .ipynb file of your own.
    parameters : mapping of str to object, optional
        New values for names in the cell tagged `parameters`: None, numbers, True or False, text, paths,
        and lists and mappings of these.
    path : str or path-like, optional
        The file to write; the notebook's name with .html, in the current folder, by default.

    Returns
    -------
    pathlib.Path
        The file that was written.

    Raises
    ------
    NotebookError
        Where a cell fails. What was done until then is kept beside `path`, as ``.partial.html`` and
        ``.partial.ipynb``; `path` itself is left as it was.
    InputError
        Where there is no such notebook or parameter, or the file cannot be written.

    Examples
    --------
    >>> import newslab
    >>> newslab.run_notebook("04", parameters={"corpsu": "articles/"})
    Traceback (most recent call last):
    newslab.errors.InputError: 04_sides_and_balance has no parameter 'corpsu'; its parameters are corpus,
    codebook, aliases. Did you mean 'corpus'?
    """
    from nbclient.exceptions import DeadKernelError
    from papermill import PapermillExecutionError

    source = find_notebook(notebook)
    node = read_notebook(source)
    values = check_parameters(parameters or {}, parameter_names(node), of=source.stem)
    target = _target(path, source)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.ipynb")
        try:
            _execute(node, values, made)
        except (PapermillExecutionError, DeadKernelError) as error:
            raise _keep_partial(error, made, target, source=source, parameters=values) from error
        done = read_notebook(made)
    with written_whole(target) as temporary:
        temporary.write_text(notebook_page(done, source=source, parameters=values), encoding="utf-8")
    return target
