"""The attributions that a report's figures rest on, so that each number leads to the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import count
from newslab.frames import UNASSIGNED
from newslab.report.articles import NO_OUTLET
from newslab.report.marked import cell

if TYPE_CHECKING:
    from newslab.tagged import Tagged

AXES = ("identification", "actor", "channel", "speech", "kind")


class _Values:
    """The values of a column, each once, and the number of each."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, value: Any, instead: str) -> int:
        return self.numbers.setdefault(cell(value, instead), len(self.numbers))


def evidence(
    tagged: Tagged, numbers: Mapping[int, int], *, passages: Sequence[str], copies: str | bool
) -> dict[str, Any]:
    """List the attributions that count, as few bytes as can be.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    numbers : mapping of int to int
        The number that the report gives to each row of the articles table.
    passages, copies : sequence of str, str
        What counts, as in `balance`.

    Returns
    -------
    dict
        `values`: for each column its values; `rows`: for each attribution the article's number, its own, its
        words, and the numbers of its outlet, speaker, side and axes.
    """
    parts = count(tagged, "side", by=None, passages=passages, copies=copies).parts
    once = parts.drop_duplicates("row").sort_values(["article", "attribution"], kind="stable")
    columns = ("outlet", "speaker", "side", *AXES)
    values = {name: _Values() for name in columns}
    outlets = tagged.articles["outlet"].tolist()
    held = {name: tagged.attributions[name].tolist() for name in (*columns[1:], "words")}
    rows = []
    for article, number, row in once[["article", "attribution", "row"]].itertuples(index=False):
        codes = [
            values["outlet"](outlets[article], NO_OUTLET),
            values["speaker"](held["speaker"][row], "no speaker"),
            values["side"](held["side"][row], UNASSIGNED),
            *(values[name](held[name][row], "none") for name in AXES),
        ]
        rows.append([numbers[article], int(number), int(cell(held["words"][row], "0")), *codes])
    return {
        "columns": ["article", "attribution", "words", *columns],
        "values": {name: list(found.numbers) for name, found in values.items()},
        "rows": rows,
    }
