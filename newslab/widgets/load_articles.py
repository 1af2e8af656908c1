"""Read articles in the notebook: choose files, look at their first rows, say which field is which."""

from __future__ import annotations

import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.comparing.describing import plural
from newslab.errors import InputError
from newslab.loading import files_to_read, read_options
from newslab.loading.find import UNSAID, Found
from newslab.widgets.choosing import (
    COLUMNS,
    check_fields,
    fields_of,
    first_records,
    guessed,
    kind_of,
    problems,
    reading,
)
from newslab.widgets.explore import with_widget
from newslab.widgets.filters import LABEL, wide
from newslab.widgets.style import style_sheet
from newslab.widgets.visible import escaped, one_line

if TYPE_CHECKING:
    import pandas as pd

_LISTED = 50
_DAYS = [("not known: such dates are left out", None), ("day first: 4/3 is in March", True),
         ("month first: 4/3 is in April", False)]  # fmt: skip


def _table(records: list[dict[str, str]]) -> str:
    fields = fields_of(records)
    head = "".join(f"<th scope='col'><bdi>{escaped(one_line(field, 40))}</bdi></th>" for field in fields)
    rows = "".join(
        "<tr>"
        + "".join(f"<td><bdi>{escaped(one_line(r.get(f, ''), 90))}</bdi></td>" for f in fields)
        + "</tr>"
        for r in records
    )
    return f"<table class='mathjax_ignore tex2jax_ignore'><tr>{head}</tr>{rows}</table>"


def _listed(what: str, lines: list[str]) -> str:
    items = "".join(f"<li><bdi>{escaped(one_line(line, 400))}</bdi></li>" for line in lines[:_LISTED])
    more = f"<p>… and {len(lines) - _LISTED:,} more.</p>" if len(lines) > _LISTED else ""
    classes = "newslab-problem mathjax_ignore tex2jax_ignore"
    return f'<div class="{classes}"><p>{what}</p><ul>{items}</ul>{more}</div>' if lines else ""


class Loader:
    """Files to articles in controls; `load_articles` makes it, a notebook shows it.

    Attributes
    ----------
    widget : ipywidgets.VBox
        The controls.
    articles : pandas.DataFrame
        What was read, as `read_articles` returns it.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._articles: pd.DataFrame | None = None
        self._files: list[Found] = []
        self._make_controls("" if path is None else os.fspath(path))
        self.widget = self._laid_out()
        if path is not None:
            self.look()

    def _make_controls(self, path: str) -> None:
        self.path = widgets.Text(path, description="File, folder or pattern", style=LABEL, layout=wide(520))
        self.upload = widgets.FileUpload(description="or upload files", multiple=True, layout=wide(190))
        self.show = widgets.Button(description="Look at it")
        self.read = widgets.Button(description="Read", button_style="primary", disabled=True)
        self.preview, self.message, self.problems = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.columns = {
            column: widgets.Dropdown(description=column.capitalize(), style=LABEL, layout=wide(270))
            for column in COLUMNS
        }
        self.day_first = widgets.Dropdown(
            options=_DAYS, index=0, description="Dates such as 4/3/2025", style=LABEL, layout=wide(420)
        )
        self.progress = widgets.IntProgress(description="Reading", max=1, layout=wide(520))
        self.show.on_click(lambda _: self.look())
        self.read.on_click(lambda _: self.load())
        self.upload.observe(lambda _: self.look(), names="value")

    def _laid_out(self) -> widgets.VBox:
        flow = widgets.Layout(flex_flow="row wrap")
        self.mapping = widgets.VBox([widgets.Box([*self.columns.values()], layout=flow), self.day_first])
        for part in (self.mapping, self.progress, self.read):
            part.layout.display = "none"
        asking = widgets.Box([self.path, self.show, self.upload], layout=flow)
        parts = [asking, self.preview, self.mapping, self.read, self.progress, self.message, self.problems]
        box = widgets.VBox([style_sheet(), *parts])
        box.add_class("newslab")
        box.add_class("newslab-load")
        self.read.add_class("newslab-read")
        return box

    @property
    def articles(self) -> pd.DataFrame:
        """What was read; an `InputError` before."""
        if self._articles is None:
            raise InputError("Nothing has been read yet: choose files above and press Read.")
        return self._articles

    def _found(self, options: Any) -> list[Found]:
        """The uploaded files, or those that the path names."""
        if self.upload.value:
            # A browser gives no folders; a name that looks like one is only a name.
            named = [
                (Path(os.path.basename(file["name"]) or "upload"), bytes(file["content"]))
                for file in self.upload.value
            ]
            return [Found(path, data=data, options=options) for path, data in named]
        if not self.path.value.strip():
            raise InputError("No file was chosen: write a path, or upload files.")
        return files_to_read(self.path.value.strip(), options=options)

    def look(self) -> None:
        """Show the first rows, and which field newslab takes for which column."""
        try:
            self._files = self._found(UNSAID)
        except InputError as error:
            self._say(str(error), wrong=True)
            return
        first = self._files[0]
        records = first_records(first)
        fields = fields_of(records)
        for column, field in guessed(fields).items():
            known = f"as found: {one_line(field, 40)}" if field else "none found"
            self.columns[column].options = [(known, ""), *((one_line(name, 60), name) for name in fields)]
            self.columns[column].value = ""
        kind = kind_of(first) or "a format that newslab does not read"
        self.preview.value = f"<p>{escaped(first.name)}: {escaped(kind)}</p>" + (
            _table(records) if records else ""
        )
        self.mapping.layout.display = "flex" if fields else "none"
        self.read.layout.display, self.read.disabled = "flex", False
        self._say(f"{plural(len(self._files), 'file')} to read.")

    def load(self) -> None:
        """Read the files as the controls say."""
        columns = {column: control.value for column, control in self.columns.items() if control.value}
        try:
            check_fields(columns)
            options = read_options(columns, self.day_first.value, False)
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always", UserWarning)
                self._read([replace(found, options=options) for found in self._files])
        except InputError as error:
            self._say(str(error), wrong=True)
            return
        notes = [str(one.message) for one in caught if issubclass(one.category, UserWarning)]
        bad = problems(self.articles)
        good = len(self.articles) - len(bad)
        self._say(f"{plural(good, 'article')} read; they are in .articles.")
        told = f"{plural(len(bad), 'record')} could not be read:"
        self.problems.value = _listed(told, bad) + _listed("To know:", list(dict.fromkeys(notes)))

    def _read(self, files: list[Found]) -> None:
        self.progress.max, self.progress.value = max(1, len(files)), 0
        self.progress.layout.display = "flex"

        def tell(done: int, count: int) -> None:
            self.progress.value = done
            self._say(f"{plural(count, 'article')} found, {plural(done, 'file')} of {len(files)} read.")

        self._articles = reading(files, tell)
        self.progress.layout.display = "none"

    def _say(self, text: str, *, wrong: bool = False) -> None:
        kind, role = ("problem", "alert") if wrong else ("said", "status")
        self.message.value = f'<p class="newslab-{kind}" role="{role}">{escaped(text)}</p>'

    def _repr_mimebundle_(self, **options: Any) -> dict[str, str]:
        """The controls, and what to write instead where they cannot be shown."""
        read = "Nothing has been read yet" if self._articles is None else f"{len(self._articles):,} articles"
        told = f"{read}. Without controls, newslab.read_articles(path) reads the same files."
        return with_widget({"text/html": f"<p>{told}</p>", "text/plain": told}, self.widget, options)


def load_articles(*, path: str | os.PathLike[str] | None = None) -> Loader:
    """Read articles in the notebook: choose or upload files, look at them, say which field is which.

    Parameters
    ----------
    path : path-like, optional
        A file, folder or pattern to begin with.

    Returns
    -------
    Loader
        Shown by the notebook where it is a cell's last line. After Read, `.articles` is the table that
        `read_articles` returns, with a row for what could not be read. Uploaded files are written nowhere.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from newslab import load_articles
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "a.csv")
    ...     _ = path.write_text("Paper,Words\\nHarbour Post,Ships wait.\\n")
    ...     loader = load_articles(path=path)
    ...     loader.columns["text"].value, loader.columns["outlet"].value = "Words", "Paper"
    ...     loader.load()
    >>> loader.articles[["outlet", "text"]].values.tolist()
    [['Harbour Post', 'Ships wait.']]
    """
    return Loader(path)
