"""An article's text cut into pieces that are each marked as what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from newslab.frames import COUNTED_PASSAGES, JOINT, KINDS, UNASSIGNED

_ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Piece:
    """A piece of text that is marked in one way throughout.

    Attributes
    ----------
    text : str
        The characters as they stand in the article, not escaped.
    classes : str
        What it is: `source`, `cue`, `content`, `inner`, a side's class, a passage's class.
    title : str
        What is known of the attribution, for a tooltip.
    anchors : tuple of str
        Numbers of the attributions that begin here.
    who : str
        Speaker and side, where an attribution's content ends here.
    sure : str
        How sure the tagger is of the attribution, in per cent; empty where that is not known.
    """

    text: str
    classes: str = ""
    title: str = ""
    anchors: tuple[str, ...] = ()
    who: str = ""
    sure: str = ""


class _Span(NamedTuple):
    """A span of an attribution (by its place in the list), or of a passage (none)."""

    start: int
    end: int
    role: str
    number: int | None


def is_missing(value: Any) -> bool:
    """Whether a cell of a table holds nothing."""
    return value is None or value != value or str(value) in ("", "<NA>", "NaT")


def cell(value: Any, instead: str = "") -> str:
    """A cell of a table as text, or what to show instead of nothing."""
    return instead if is_missing(value) or not str(value).strip() else str(value)


def told(value: Any, instead: str = "") -> str:
    """A category as words."""
    return cell(value, instead).replace("_", " ")


def side_class(side: Any, sides: Sequence[str]) -> str:
    """The class of a side, of several (`side-0-2`), or of none (`side-u`).

    Examples
    --------
    >>> side_class("South", ["North", "South"]), side_class("North & South", ["North", "South"])
    ('side-1', 'side-0-1')
    >>> side_class(None, ["North", "South"])
    'side-u'
    """
    if is_missing(side):
        return "side-u"
    parts = [side] if side in sides else str(side).split(JOINT)
    places = dict.fromkeys(str(sides.index(part)) if part in sides else "u" for part in parts)
    return "side-" + "-".join(places)


def _who(row: Mapping[str, Any]) -> str:
    return f"{cell(row['speaker'], 'no speaker')} · {cell(row['side'], UNASSIGNED)}"


def _title(row: Mapping[str, Any]) -> str:
    """What is known of an attribution, in a line."""
    axes = [told(row[name]) for name in ("kind", "speech", "channel", "identification", "actor")]
    by = f"found by {row['found_by']}" if cell(row["found_by"]) else ""
    inner = "" if is_missing(row["within"]) else f"inside attribution {row['within']}, so not counted"
    counts = row["passage"] in COUNTED_PASSAGES
    passage = "" if counts else f"in {told(row['passage'], 'no known passage')}, so not counted"
    return " · ".join(filter(None, [f"{row['attribution']}: {_who(row)}", *axes, by, inner, passage]))


def _spans(row: Mapping[str, Any], role: str, length: int) -> list[tuple[int, int]]:
    spans = row[f"{role}_spans"]
    if spans is None or isinstance(spans, float):
        return []
    return [(max(0, int(start)), min(length, int(end))) for start, end in spans]


def _size(span: _Span) -> tuple[int, int, str]:
    return span.end - span.start, span.start, span.role


def _all_spans(
    rows: Sequence[Mapping[str, Any]], passages: Iterable[Mapping[str, Any]], length: int
) -> list[_Span]:
    """Every span that marks something."""
    spans = [
        _Span(start, end, role, number)
        for number, row in enumerate(rows)
        for role in _ROLES
        for start, end in _spans(row, role, length)
    ]
    for row in passages:
        if row["kind"] not in ("lead", "body"):
            start, end = max(0, int(row["start"])), min(length, int(row["end"]))
            spans.append(_Span(start, end, f"passage-{row['kind']}", None))
    return [span for span in spans if span.start < span.end]


def _cut(spans: Sequence[_Span], length: int) -> Iterator[tuple[int, int, list[_Span]]]:
    """Every stretch between two neighbouring boundaries, and the spans that cover it, shortest first."""
    begins: dict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        begins[span.start].append(span)
    covering: list[_Span] = []
    for start, end in pairwise(sorted({0, length, *begins, *(span.end for span in spans)})):
        covering = sorted([span for span in covering if span.end > start] + begins.get(start, []), key=_size)
        yield start, end, covering


def _shown(spans: Sequence[_Span]) -> int | None:
    """The attribution that gives a piece its look; where contents overlap, the shortest."""
    contents = [span.number for span in spans if span.role == "content"]
    numbers = contents + [span.number for span in spans]
    return next((number for number in numbers if number is not None), None)


def _classes(spans: Sequence[_Span], rows: Sequence[Mapping[str, Any]], sides: Sequence[str]) -> str:
    """What a piece is under these spans."""
    classes = dict.fromkeys(span.role for span in spans)
    shown = _shown(spans)
    if shown is not None:
        row, is_content = rows[shown], "content" in classes
        inner = is_content and not is_missing(row["within"])
        kind = [row["kind"]] if is_content and row["kind"] in KINDS else []
        classes |= dict.fromkeys(["inner"] * inner + kind + [side_class(row["side"], sides)])
    return " ".join(classes)


def _sure(spans: Sequence[_Span], rows: Sequence[Mapping[str, Any]]) -> str:
    """How sure the tagger is of what gives the piece its look, in per cent."""
    shown = _shown(spans)
    given = None if shown is None else rows[shown].get("confidence")
    return "" if is_missing(given) else f"{100 * float(given):.0f}"  # type: ignore[arg-type]


def mark(
    text: str,
    attributions: Sequence[Mapping[str, Any]],
    passages: Iterable[Mapping[str, Any]] = (),
    *,
    sides: Sequence[str] = (),
) -> list[Piece]:
    """Cut a text wherever an attribution's source, cue or content begins or ends.

    Parameters
    ----------
    text : str
        The article.
    attributions : sequence of mapping
        Its rows of the attributions table.
    passages : iterable of mapping
        Its rows of the passages table.
    sides : sequence of str
        The sides in order, for their classes.

    Returns
    -------
    list of Piece
        The pieces in order; their texts put together are `text`.

    Examples
    --------
    >>> row = dict.fromkeys(["kind", "speech", "channel", "identification", "actor", "found_by", "within"])
    >>> row |= {"attribution": 0, "speaker": "Ada Orrin", "side": "North", "passage": "body",
    ...         "source_spans": [(0, 5)], "cue_spans": [(6, 10)], "content_spans": [(11, 18)]}
    >>> for piece in mark("Orrin said no dams.", [row], sides=["North"]):
    ...     print(repr(piece.text), piece.classes, piece.who)
    'Orrin' source side-0
    ' '
    'said' cue side-0
    ' '
    'no dams' content side-0 Ada Orrin · North
    '.'
    """
    spans = _all_spans(attributions, passages, len(text))
    titles = [_title(row) for row in attributions]
    begin: dict[int, list[str]] = defaultdict(list)
    finish: dict[int, list[str]] = defaultdict(list)
    for number, row in enumerate(attributions):
        own = [span for span in spans if span.number == number]
        # One without a span in this text begins at its start, so that links to it lead somewhere.
        begin[min((span.start for span in own), default=0)].append(str(row["attribution"]))
        finish[max((span.end for span in own if span.role == "content"), default=-1)].append(_who(row))
    pieces = []
    for start, end, here in _cut(spans, len(text)):
        numbers = sorted({span.number for span in here if span.number is not None})
        pieces.append(
            Piece(
                text[start:end],
                _classes(here, attributions, sides),
                "\n".join(titles[number] for number in numbers),
                tuple(begin.get(start, ())),
                "; ".join(finish.get(end, ())),
                _sure(here, attributions),
            )
        )
    return pieces
