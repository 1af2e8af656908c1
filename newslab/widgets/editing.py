"""A codebook and aliases while they are edited: each step is checked, applied, and can be undone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslab.errors import AliasesError, CodebookError, InputError, read_checked
from newslab.files import check_writable, written_whole
from newslab.tagging.aliases import Aliases, alias_rows, aliases_of
from newslab.tagging.codebook import codebook_of
from newslab.tagging.coding import recode
from newslab.widgets.drafting import assign, text_of
from newslab.widgets.joining import Rows, merged, retold, split, written

if TYPE_CHECKING:
    from newslab.errors import FileError
    from newslab.tagged import Tagged
    from newslab.tagging.side import Codebook

_State = tuple[str, Rows]


class _File:
    """A file that is read, edited as text with plain line ends, and written as it was."""

    def __init__(self, path: Path, suffix: str, error: type[FileError]) -> None:
        self.path = path
        self.there = path.exists()
        self.raw = path.read_bytes() if self.there else b""
        text = read_checked(path, suffix, error)[1] if self.there else ""
        self._ends = "\r\n" if "\r\n" in text else "\n"
        self.text = text.replace("\r\n", "\n")

    def as_stored(self, text: str) -> str:
        """The text with the line ends of the file."""
        return text.replace("\n", self._ends)

    def check(self) -> None:
        """Raise an `InputError` if somebody else has changed the file, or it cannot be written."""
        check_writable(self.path)
        now = self.path.read_bytes() if self.path.exists() else b""
        if now and now != self.raw:
            raise InputError(
                f"{self.path} was changed by somebody else since it was opened here. Move that file away "
                "to save this one, or run the cell again to open it as it is now."
            )

    def write(self, text: str) -> None:
        """Write the text whole or not at all."""
        data = self.as_stored(text).encode("utf-8")
        with written_whole(self.path) as temporary:
            temporary.write_bytes(data)
        self.raw, self.there = data, True


class Draft:
    """A codebook and aliases being edited, and the tables as they are by them.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    path : path-like
        The codebook's file; where there is none, the draft begins with the codebook of `tagged`.
    aliases : path-like, optional
        The file of aliases; `aliases.csv` beside the codebook by default.
    """

    def __init__(
        self, tagged: Tagged, path: str | os.PathLike[str], aliases: str | os.PathLike[str] | None = None
    ) -> None:
        own = Path(path).expanduser()
        self._codebook_file = _File(own, ".yml", CodebookError)
        beside = own.with_name("aliases.csv") if aliases is None else Path(aliases).expanduser()
        self._aliases_file = _File(beside, ".csv", AliasesError)
        text = self._codebook_file.text or text_of(tagged.codebook)
        name = str(beside)
        rows = (
            tuple(row[1:] for row in alias_rows(self._aliases_file.text, name))
            if self._aliases_file.there
            else ()
        )
        self._base = tagged
        self._states: list[_State] = [(text, rows)]
        self._saved: _State = (self._codebook_file.text, rows)
        self._renamed: tuple[Rows, Tagged] = ((), tagged)
        self._apply(self._states[0])

    @property
    def text(self) -> str:
        """The codebook as YAML."""
        return self._states[-1][0]

    @property
    def rows(self) -> Rows:
        """The aliases, each name, speaker and relation."""
        return self._states[-1][1]

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self._states[-1] != self._saved

    @property
    def steps(self) -> int:
        """How many steps can be undone."""
        return len(self._states) - 1

    def _checked(self, text: str) -> Codebook | None:
        return (
            codebook_of(self._codebook_file.as_stored(text), str(self._codebook_file.path))
            if text.strip()
            else None
        )

    def _aliases(self, rows: Rows) -> Aliases:
        if not rows:
            return Aliases()
        return aliases_of(str(self._aliases_file.path), written(rows, self._aliases_file.text))

    def _apply(self, state: _State) -> None:
        text, rows = state
        codebook, aliases = self._checked(text), self._aliases(rows)
        if rows != self._renamed[0]:
            self._renamed = rows, retold(self._base, aliases)
        self.tagged, self.codebook = recode(self._renamed[1], codebook), codebook

    def _step(self, change: Callable[[str, Rows], _State]) -> None:
        state = change(*self._states[-1])
        if state != self._states[-1]:
            # What has a mistake raises here, and the draft stays as it was.
            self._apply(state)
            self._states.append(state)

    def assign(self, speakers: Sequence[str], side: str | None) -> None:
        """Put speakers under a side; None takes them out of all."""
        if not speakers:
            raise InputError("No speaker is chosen; choose one or more in the list.")
        if side is not None and not side.strip():
            raise InputError("The side has no name; write one.")
        self._step(lambda text, rows: (assign(text, speakers, side and side.strip()), rows))

    def merge(self, names: Iterable[str], speaker: str) -> None:
        """Let names mean a speaker."""
        own = list(names)
        self._step(lambda text, rows: (text, merged(rows, own, speaker)))

    def split(self, name: str, speaker: str) -> None:
        """Let a name never mean a speaker."""
        self._step(lambda text, rows: (text, split(rows, name, speaker)))

    def undo(self) -> None:
        """Take the last step back."""
        if self.steps:
            self._states.pop()
            self._apply(self._states[-1])

    def save(self) -> list[Path]:
        """Write what changed, each file whole or not at all, and return which files were written."""
        text, rows = self._states[-1]
        if not text.strip():
            raise InputError("There is no side yet; add one, then save.")
        todo = [(self._codebook_file, text)] if text != self._saved[0] else []
        if rows != self._saved[1]:
            todo.append((self._aliases_file, written(rows, self._aliases_file.text)))
        for file, _ in todo:
            file.check()
        for file, new in todo:
            file.write(new)
        self._saved = text, rows
        return [file.path for file, _ in todo]
