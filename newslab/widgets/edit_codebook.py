"""Put speakers under sides in the notebook, and see the balance move."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from newslab.comparing.describing import plural
from newslab.errors import InputError
from newslab.report.marked import cell, told
from newslab.widgets.chart import Chart
from newslab.widgets.editing import Draft
from newslab.widgets.explore import with_widget
from newslab.widgets.filters import LABEL, wide
from newslab.widgets.roster import evidence_of, mentions_of, names_of, roster
from newslab.widgets.selection import check
from newslab.widgets.style import style_sheet
from newslab.widgets.visible import escaped, one_line

if TYPE_CHECKING:
    from newslab.tagged import Tagged

_LISTED, _OFFERED = 50, 300


def _label(row: dict[str, Any]) -> str:
    """A speaker in the list: name, how much it is heard, as what it is known."""
    known = "" if row["identification"].startswith("named") else f", {told(row['identification'])}"
    side = f", {cell(row['side'])}" if cell(row["side"]) else ""
    name = one_line(row["speaker"], 60)
    heard = f"{row['words']:,.0f} words in {plural(row['articles'], 'article')}"
    return f"{name}: {heard}{known}{one_line(side, 40)}"


class Editor:
    """A codebook and aliases in controls; `edit_codebook` makes it, a notebook shows it.

    Attributes
    ----------
    widget : ipywidgets.VBox
        The controls.
    draft : Draft
        What they edit: `text`, `rows`, `codebook`, `save()`.
    tagged : Tagged
        The tables by the edited codebook and aliases.
    """

    def __init__(self, tagged: Tagged, *, path: str | os.PathLike[str], aliases: Any = None) -> None:
        self.draft = Draft(tagged, path, aliases)
        self.chart = Chart(lambda _: None, interactive=False)
        self.chart.widget.layout.width = "58%"
        self._make_controls()
        self.widget = self._laid_out()
        self._refresh("Choose speakers, then press their side.")

    @property
    def tagged(self) -> Tagged:
        """The tables by the edited codebook and aliases."""
        return self.draft.tagged

    def _make_controls(self) -> None:
        full = widgets.Layout(width="98%")
        self.search = widgets.Text(description="Speaker contains", style=LABEL, layout=full)
        self.everyone = widgets.Checkbox(description="List those with a side too", indent=False)
        self.speakers = widgets.SelectMultiple(description="Speakers", rows=14, style=LABEL, layout=full)
        self.told, self.evidence, self.message = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.sides = widgets.Box(layout=widgets.Layout(flex_flow="row wrap"))
        self.new_side = widgets.Text(description="Another side", style=LABEL, layout=wide(260))
        self.add_side = widgets.Button(description="Add it with the chosen", layout=wide(190))
        self.target = widgets.Combobox(
            description="Chosen are the same as", ensure_option=False, style=LABEL, layout=wide(330)
        )
        self.merge = widgets.Button(description="Merge", tooltip="Make the chosen one speaker with this one")
        self.mention = widgets.Dropdown(description="Chosen is never", style=LABEL, layout=wide(330))
        self.split = widgets.Button(
            description="Split off", tooltip="Make these words a speaker of their own"
        )
        self.undo = widgets.Button(description="Undo")
        self.save = widgets.Button(description="Save", button_style="primary")
        self.search.observe(lambda _: self._list(), names="value")
        self.everyone.observe(lambda _: self._list(), names="value")
        self.speakers.observe(lambda _: self._show_evidence(), names="value")
        self.add_side.on_click(lambda _: self.assign(self.new_side.value))
        self.merge.on_click(lambda _: self._do(self._merge, "Merged"))
        self.split.on_click(lambda _: self._do(self._split, "Split off"))
        self.undo.on_click(lambda _: self._do(self.draft.undo, "Undone"))
        self.save.on_click(lambda _: self._save())

    def _laid_out(self) -> widgets.VBox:
        rows = [[self.new_side, self.add_side], [self.target, self.merge], [self.mention, self.split]]
        left = widgets.VBox(
            [self.search, self.everyone, self.told, self.speakers, self.sides, *map(widgets.HBox, rows)],
            layout=widgets.Layout(width="41%"),
        )
        marked = (("edit", None), ("unassigned", self.speakers), ("sides", self.sides), ("save", self.save))
        above = widgets.HBox([left, self.chart.widget])
        box = widgets.VBox(
            [style_sheet(), above, self.evidence, widgets.HBox([self.undo, self.save]), self.message]
        )
        box.add_class("newslab")
        for name, part in marked:
            (part or box).add_class(f"newslab-{name}")
        return box

    def _do(self, step: Callable[[], object], done: str) -> None:
        """Take a step, or say why it cannot be taken."""
        try:
            step()
        except (InputError, OSError) as error:
            self.message.value = f'<p class="newslab-problem" role="alert">{escaped(error)}</p>'
        else:
            self._refresh(done)

    def assign(self, side: str | None) -> None:
        """Put the chosen speakers under a side."""
        names = [row["speaker"] for row in self._chosen()]
        about = f"{', '.join(names[:3])}{' …' if len(names) > 3 else ''}: {side or 'no side'}"
        self._do(lambda: self.draft.assign(names, side), one_line(about, 160))

    def _chosen(self) -> list[dict[str, Any]]:
        return [self._rows[at] for at in self.speakers.value]

    def _merge(self) -> None:
        rows = self._chosen()
        names = [n for row in rows for n in names_of(self.tagged, row["speaker_id"], row["speaker"])]
        self.draft.merge(names, self.target.value)

    def _split(self) -> None:
        if len(self._chosen()) != 1 or not self.mention.value:
            raise InputError("Choose one speaker in the list, and the words that never mean it.")
        self.draft.split(self.mention.value, self._chosen()[0]["speaker"])

    def _save(self) -> None:
        written: list[Any] = []
        self._do(lambda: written.extend(self.draft.save()), "Saved")
        if written:
            names = " and ".join(map(str, written))
            self.message.value = f'<p class="newslab-said" role="status">Saved {escaped(names)}.</p>'

    def _refresh(self, said: str) -> None:
        """Show everything as it is after a step."""
        self.chart.draw(self.tagged, "side", "words")
        self._everyone = roster(self.tagged, everyone=True)
        names = self._everyone["speaker"].head(_OFFERED)
        self.target.options = list(dict.fromkeys(one_line(name, 80) for name in names))
        self._show_sides()
        self._list()
        self.undo.disabled, self.save.disabled = not self.draft.steps, not self.draft.changed
        self.message.value = f'<p class="newslab-said" role="status">{escaped(said)}</p>'

    def _show_sides(self) -> None:
        sides = list(getattr(self.draft.codebook, "sides", ()))
        if [button.side for button in self.sides.children[:-1]] == sides and self.sides.children:
            return
        buttons = []
        for side in [*sides, None]:
            button = widgets.Button(
                description=one_line(side, 40) if side else "No side", tooltip="Put them there"
            )
            button.side = side
            button.on_click(lambda pressed: self.assign(pressed.side))
            buttons.append(button)
        self.sides.children = buttons

    def _list(self) -> None:
        """List those with the most words first; the first is chosen, so that one press does for each."""
        found = self._everyone if self.everyone.value else roster(self.tagged)
        if self.search.value:
            found = found[found["speaker"].str.contains(self.search.value, case=False, regex=False)]
        self._rows: list[dict[str, Any]] = found.head(_LISTED).to_dict("records")
        more = f"; the {_LISTED} most heard are listed" if len(found) > _LISTED else ""
        whom = "speakers" if self.everyone.value else "speakers without a side"
        words = f"{found['words'].sum():,.0f} words"
        self.told.value = f"<b role='status'>{len(found):,} {whom}, {words}{more}</b>"
        self.speakers.options = [(_label(row), at) for at, row in enumerate(self._rows)]
        self.speakers.value = (0,) if self._rows else ()
        self._show_evidence()

    def _show_evidence(self) -> None:
        rows = self._chosen()
        if not rows:
            self.evidence.value, self.mention.options = "<p>Nobody is chosen.</p>", []
            return
        who = rows[0]["speaker_id"], rows[0]["speaker"]
        words, said = evidence_of(self.tagged, *who)
        mentions = mentions_of(self.tagged, *who)[:_LISTED]
        self.mention.options = [("choose words", ""), *((one_line(m, 60), m) for m in mentions)]
        self.mention.value = ""
        items = "".join(f"<li><bdi>{escaped(one_line(content, 260))}</bdi></li>" for content in said)
        name, known = escaped(one_line(who[1], 80)), escaped(one_line("; ".join(words), 200))
        body = f"<p><b><bdi>{name}</bdi></b> {known}</p><ul>{items}</ul>"
        self.evidence.value = f'<div class="mathjax_ignore tex2jax_ignore">{body}</div>'

    def _repr_mimebundle_(self, **options: Any) -> dict[str, str]:
        """The controls, and the speakers without a side where they cannot be shown."""
        found = roster(self.tagged)
        lines = [_label(row) for row in found.head(_LISTED).to_dict("records")]
        head = f"{len(found):,} speakers without a side"
        items = "".join(f"<li><bdi>{escaped(line)}</bdi></li>" for line in lines)
        html = f"<p>{head}</p><ol class='mathjax_ignore tex2jax_ignore'>{items}</ol>"
        return with_widget({"text/html": html, "text/plain": "\n".join([head, *lines])}, self.widget, options)


def edit_codebook(
    tagged: Tagged,
    *,
    path: str | os.PathLike[str] = "codebook.yml",
    aliases: str | os.PathLike[str] | None = None,
) -> Editor:
    """Put speakers under sides in the notebook, merge and split them, and see the balance move at once.

    Nothing is tagged again, and nothing is written before Save is pressed.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    path : path-like
        The codebook's file. One that is there is opened, and its comments are kept; else the codebook of
        `tagged` is where it begins.
    aliases : path-like, optional
        The file of aliases; `aliases.csv` beside the codebook by default.

    Returns
    -------
    Editor
        Shown by the notebook where it is a cell's last line. `.tagged` has the tables by what was edited;
        with merged or split speakers they are near to what `tag` gives with the saved aliases, which weighs
        pronouns anew.

    Raises
    ------
    InputError
        If `tagged` is something else, or a file that is there has a mistake.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import edit_codebook, tag
    >>> editor = edit_codebook(tag(pd.DataFrame({"text": ["“We will pay,” said Ana Ruiz."]})), path="new.yml")
    >>> editor.assign("North")
    >>> editor.tagged.attributions["side"].tolist()
    ['North']
    """
    check(tagged)
    return Editor(tagged, path=path, aliases=aliases)
