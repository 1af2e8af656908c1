"""Look at attributions by chart, list and text, each leading to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.charts.style import side_colours
from newslab.report.marked import is_missing
from newslab.widgets.chart import Chart, apart, chosen, marks, questions
from newslab.widgets.excerpt import article_html, marked_html
from newslab.widgets.filters import LABEL, Filters, sides_of, wide
from newslab.widgets.listing import plain_table, table
from newslab.widgets.pages import Pages
from newslab.widgets.selection import Selection, check, code, mask, narrowed, with_articles
from newslab.widgets.style import style_sheet
from newslab.widgets.visible import escaped

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged
    from newslab.widgets.picking import Mark

_NOT_COUNTED = "inside others, or outside lead, body, insets and captions"


class Explorer:
    """Chart, list and text of what is tagged; `explore` makes it, a notebook shows it.

    Attributes
    ----------
    widget : ipywidgets.VBox
        The controls, to be shown or put beside others.
    selection : Selection
        What is looked at; `choose` sets it.
    rows : pandas.DataFrame
        Its rows of the attributions table.
    code : str
        The code that picks the same rows.
    """

    def __init__(self, tagged: Tagged, *, interactive: bool = True) -> None:
        self._tagged, self._all = tagged, with_articles(tagged)
        self._articles = tagged.articles.set_index("article_id")
        self._drawn: tuple[Selection, str, str] | None = None
        self._chosen: Mapping[str, Any] | None = None
        self._sides = sides_of(tagged)
        self._questions = questions(tagged)
        self.question = widgets.Dropdown(
            options=list(self._questions), description="Chart", style=LABEL, layout=wide(300)
        )
        self.question.observe(lambda _: self._changed(), names="value")
        self.chart = Chart(self.choose_mark, interactive=interactive)
        self.mark = widgets.Dropdown(description="Number of the chart", style=LABEL, layout=wide(520))
        self.mark.observe(lambda change: self.choose_mark(change.new), names="value")
        self.filters = Filters(tagged, self._changed)
        self.pages = Pages(self._open)
        self.whole = widgets.Checkbox(description="Whole article", indent=False)
        self.whole.observe(lambda _: self._show_text(), names="value")
        self.text = widgets.HTML()
        self.snippet = widgets.Textarea(
            description="As code", rows=7, style=LABEL, layout=widgets.Layout(width="98%")
        )
        self.widget = self._laid_out()
        self._changed()

    def _laid_out(self) -> widgets.VBox:
        reading = widgets.VBox([self.whole, self.text], layout=widgets.Layout(width="49%"))
        reading.add_class("newslab-text")
        self.snippet.add_class("newslab-code")
        self.mark.add_class("newslab-marks")
        below = widgets.HBox(
            [self.pages.widget, reading], layout=widgets.Layout(justify_content="space-between")
        )
        asking = widgets.Box([self.question, self.mark], layout=widgets.Layout(flex_flow="row wrap"))
        parts = [self.filters.widget, asking, self.chart.widget, below, self.snippet]
        box = widgets.VBox([style_sheet(), *parts])
        box.add_class("newslab")
        box.add_class("newslab-explore")
        return box

    @property
    def selection(self) -> Selection:
        """What is looked at."""
        return self.filters.selection

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of the attributions table that are looked at."""
        return self._tagged.attributions[mask(self._all, self.selection)]

    @property
    def code(self) -> str:
        """The code that picks the same rows from `tagged`."""
        return code(self.selection)

    def choose(self, selection: Selection) -> None:
        """Look at something else, as the filters do."""
        self.filters.choose(selection)

    def choose_mark(self, mark: Mark | tuple[()]) -> None:
        """Look at what a number of the chart counts: its group, and its side or value."""
        if mark and mark != self._current():
            self.choose(chosen(self.selection, self._questions[self.question.value][0], mark))

    def _changed(self) -> None:
        selection = self.selection
        column, measure = self._questions[self.question.value]
        shown = apart(selection, column)
        if self._drawn != (shown, column, measure):
            self.chart.draw(narrowed(self._tagged, self._all, shown), column, measure)
            self._drawn = (shown, column, measure)
        self._list_marks()
        self._found = self._all[mask(self._all, selection)]
        self.snippet.value = code(selection)
        # Nothing is lost in silence: what the chart does not count is told of.
        more = int(mask(self._all, replace(selection, counted=False)).sum()) - len(self._found)
        self.pages.show(self._found, f"{more:,} more are not counted: {_NOT_COUNTED}." if more else "")

    def _current(self) -> Mark:
        """The group and the side or value of the chart that are looked at."""
        column = self._questions[self.question.value][0]
        return self.selection.outlet or "", getattr(self.selection, column) or ""

    def _list_marks(self) -> None:
        listed = [] if self.chart.frame is None else marks(self.chart.frame)
        options = [("choose one to see its attributions", ()), *listed]
        if list(self.mark.options) != options:
            self.mark.options = options
        self.mark.value = next((mark for _, mark in listed if mark == self._current()), ())

    def _open(self, row: Mapping[str, Any] | None) -> None:
        self._chosen = row
        self._show_text()

    def _show_text(self) -> None:
        row = self._chosen
        if row is None or row["article_id"] not in self._articles.index:
            self.text.value = "<p>No attribution fits all filters; take one of them away.</p>"
            return
        article = self._articles.loc[row["article_id"]]
        own = self._tagged.attributions[self._tagged.attributions["article_id"] == row["article_id"]]
        body = marked_html(
            "" if is_missing(article["text"]) else article["text"],
            own.to_dict("records"),
            chosen=row,
            sides=self._sides,
            colours=[side_colours(self._sides)[side] for side in self._sides],
            whole=self.whole.value,
        )
        self.text.value = article_html(article, body) + f"<p><small>{escaped(_reasons(row))}</small></p>"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, str]:
        """The controls, and a table for where they cannot be shown."""
        shown = {"text/html": table(self._found), "text/plain": plain_table(self._found)}
        return with_widget(shown, self.widget, options)


def with_widget(shown: dict[str, str], widget: Any, options: Mapping[str, Any]) -> dict[str, str]:
    """What a notebook is given: the widget, and what to show where it cannot run."""
    bundle = dict(widget._repr_mimebundle_(**options) or {})
    return {**shown, **{kind: data for kind, data in bundle.items() if not kind.startswith("text/")}}


def _reasons(row: Mapping[str, Any]) -> str:
    """What spoke for the values of an attribution."""
    told = {} if is_missing(row["reasons"]) else dict(row["reasons"])
    return "Why: " + "; ".join(f"{name}: {why}" for name, why in told.items() if why) if told else ""


def explore(tagged: Tagged) -> Explorer:
    """Look at what is tagged in the notebook: a chart, a list and the text, each leading to the others.

    A click on a number of the chart lists its attributions; a click on one of those shows it in its article.
    The filters narrow all three, and the code below picks the same rows from `tagged` for good. By
    keyboard, the list of the chart's numbers does what a click does; Space opens a list, since JupyterLab
    keeps the arrow keys for itself while a list is closed.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned. The code is written for a variable of this name.

    Returns
    -------
    Explorer
        Shown by the notebook where it is a cell's last line; a table where widgets are off. `.rows` has what
        is looked at, `.code` the code for it.

    Raises
    ------
    InputError
        If `tagged` is something else, or two articles have the same `article_id`.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import explore, tag
    >>> text = "“We will pay,” said Ana Ruiz. “No,” said Tom Dunn."
    >>> explorer = explore(tag(pd.DataFrame({"text": [text]})))
    >>> explorer.filters.controls["speaker"].value = "dunn"
    >>> explorer.rows["speaker"].tolist()
    ['Tom Dunn']
    """
    check(tagged)
    return Explorer(tagged)
