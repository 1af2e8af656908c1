"""Everything that the report says, as plain mappings and lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypedDict

from newslab.charts.style import side_colours, tint
from newslab.comparing.balance import balance
from newslab.comparing.counting import check_copies, count
from newslab.comparing.describing import left_out, percent, plural, spread
from newslab.comparing.shares import SHARED as MEASURES
from newslab.comparing.sourcing import sourcing
from newslab.frames import COUNTED_PASSAGES, JOINT, UNASSIGNED
from newslab.report.articles import in_order, outlets
from newslab.report.evidence import evidence
from newslab.report.figures import balance_picture, charted, sourcing_picture
from newslab.report.findings import caution, findings
from newslab.report.marked import cell, side_class
from newslab.report.methods import methods
from newslab.report.speakers import speakers_table

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged


class Counting(TypedDict):
    """What counts, and how the intervals are drawn: what every summary of the report is given."""

    passages: Sequence[str]
    copies: str | bool
    stories: pd.DataFrame | None
    resamples: int
    seed: int


_AXES = {
    "identification": (
        "How sources are identified",
        "By name, as a group, without a name, or as a document.",
    ),
    "actor": ("What part sources play", "The capacity in which a source speaks."),
    "channel": ("Where it was said", "The occasion or medium that the article gives for the words."),
    "speech": ("What is done in saying it", "Stating, denying, keeping silent, asking or believing."),
    "kind": ("How much is verbatim", "Direct is all in quotation marks, mixed in part, indirect not at all."),
}
_CAPTIONS = {
    "words": "Share of the attributed words",
    "attributions": "Share of the attributions (a joint one counts once for each of its sides)",
    "speakers": "Share of the distinct speakers",
}
_NO_CODEBOOK = (
    "No codebook was given, so nobody has a side. Write a codebook that says who belongs to which side "
    "(speakers, affiliations, nationalities, patterns) and make the report again with --codebook FILE."
)
_NO_SIDES = (
    "The codebook gives a side to none of the attributions that count, so there is no balance to show. "
    "Look in the table of speakers for those it should name."
)


def _cell(row: Any) -> dict[str, str]:
    return {"estimate": percent(row.estimate), "interval": spread(row.low, row.high)}


def _unassigned(frame: pd.DataFrame, group: str) -> list[str]:
    """How much of a group has no side, by measure."""
    without = frame.attrs["left_out"]["groups"][group]
    counted = frame.attrs["counted"]["groups"].get(group, dict.fromkeys(MEASURES, 0))
    told = []
    for measure in MEASURES:
        n, whole = without[f"unassigned_{measure}"], counted[measure] + without[f"unassigned_{measure}"]
        # Someone may speak for a side here and for none there, so speakers do not add up to a whole.
        share = f" · {percent(n / whole)} of all" if whole and measure != "speakers" else ""
        told.append(f"{n:,.0f}{share}")
    return told


def _balance_rows(frame: pd.DataFrame, sides: Sequence[str]) -> list[dict[str, Any]]:
    """The table of the balance: for each outlet its sides, for each side the measures."""
    groups = []
    for name, of_group in groupby(frame.itertuples(), key=lambda row: row.outlet):
        rows = list(of_group)
        of_sides = [
            {"side": side, "look": side_class(side, sides), "cells": [_cell(row) for row in cells]}
            for side, cells in groupby(rows, key=lambda row: row.side)
        ]
        size = f"{plural(rows[0].n_articles, 'article')}, {plural(rows[0].n_attributions, 'attribution')}"
        groups.append({"name": name, "size": size, "sides": of_sides, "unassigned": _unassigned(frame, name)})
    return groups


def _too_many(more: int) -> str:
    return (
        f"The chart has room for the outlets with most attributions; the table has {more} more."
        if more
        else ""
    )


def _shared(frame: pd.DataFrame) -> pd.DataFrame:
    """The measures that the table has columns for; the data below it has all."""
    shared = frame[frame["measure"].isin(MEASURES)]
    shared.attrs = frame.attrs
    return shared


def _basis(frame: pd.DataFrame, counting: Counting) -> str:
    """What a figure rests on, and how its intervals were made."""
    groups = frame.drop_duplicates(frame.columns[0])
    n = plural(groups["n_articles"].sum(), "article")
    size = f"{n}, {plural(frame.attrs['counted']['attributions'], 'attribution')}"
    if not counting["resamples"]:
        return f"{size}; no intervals."
    drawn = "articles" if counting["stories"] is None else "stories"
    return f"{size}; 95 % intervals by {counting['resamples']:,} draws of whole {drawn}."


def _has_sides(tagged: Tagged, counting: Counting) -> bool:
    counted = count(tagged, "side", passages=counting["passages"], copies=counting["copies"])
    return bool(counted.parts["value"].notna().any())


def _balance(tagged: Tagged, sides: Sequence[str], counting: Counting) -> dict[str, Any]:
    """The section on the sides, and the frames that the findings need."""
    if tagged.codebook is None or not _has_sides(tagged, counting):
        return {"frames": None, "reason": _NO_CODEBOOK if tagged.codebook is None else _NO_SIDES}
    whole, frame = balance(tagged, by=None, **counting), balance(tagged, **counting)
    drawn, more = charted(frame)
    basis = _basis(whole, counting)
    figures = [{"caption": _CAPTIONS[m], "basis": basis, **balance_picture(drawn, m)} for m in MEASURES]
    return {
        "frames": (whole, frame),
        "reason": "",
        "figures": figures,
        "rows": _balance_rows(_shared(frame), sides),
        "notes": [note for note in (left_out(frame), *frame.attrs["notes"], _too_many(more)) if note],
    }


def _sourcing(tagged: Tagged, axis: str, counting: Counting) -> dict[str, Any]:
    """One section of the sourcing mix."""
    frame = sourcing(tagged, axis=axis, **counting)
    title, about = _AXES[axis]
    rows = []
    for name, of_group in groupby(frame.itertuples(), key=lambda row: row.outlet):
        cells = list(of_group)
        size = f"{plural(cells[0].n_articles, 'article')}, {plural(cells[0].n_attributions, 'attribution')}"
        rows.append({"name": name, "size": size, "cells": [_cell(row) for row in cells]})
    drawn, more = charted(frame)
    return {
        "frame": frame,
        "axis": axis,
        "title": title,
        "about": about,
        "values": [value.replace("_", " ") for value in dict.fromkeys(frame["value"])],
        "rows": rows,
        "figure": {
            "caption": f"Share of the attributions by {axis}",
            "basis": _basis(frame, counting),
            **sourcing_picture(drawn),
        }
        if rows
        else None,
        "notes": [note for note in (left_out(frame), *frame.attrs["notes"], _too_many(more)) if note],
    }


def _sides(tagged: Tagged) -> list[str]:
    """The codebook's sides in its order, and any others that the attributions have."""
    known = [side for side in getattr(tagged.codebook, "sides", ()) if side != UNASSIGNED]
    held = [str(side) for side in tagged.attributions["side"].dropna().unique()]
    parts = {part for side in held for part in ([side] if side in known else side.split(JOINT))}
    return [*known, *sorted(parts - {*known, UNASSIGNED, ""})]


def _looks(tagged: Tagged, sides: Sequence[str]) -> list[dict[str, Any]]:
    """The colours of each side, and the stripes of each group of sides that speaks jointly."""
    colours = [*side_colours(sides).values()]
    classes = {side_class(side, sides) for side in [*sides, *tagged.attributions["side"].unique(), None]}
    looks = []
    for name in sorted(classes):
        own = [colours[-1 if place == "u" else int(place)] for place in name.split("-")[1:]]
        looks.append({"name": name, "lines": own, "tints": [tint(colour, 0.24) for colour in own]})
    return looks


def _skipped(tagged: Tagged) -> list[dict[str, str]]:
    names = ("origin", "record", "stage", "reason")
    return [{name: cell(row[name], "–") for name in names} for row in tagged.skipped.to_dict("records")]


_COPIES = {
    "each": "counted as their outlets ran them",
    "once": "counted once, where they ran first",
    "none": "not counted",
}


def _provenance(tagged: Tagged, counting: Counting) -> dict[str, Any]:
    drawn = "articles" if counting["stories"] is None else "stories"
    report = {
        "intervals": f"95 %, by the standard error of a bootstrap over whole {drawn}",
        "resamples": counting["resamples"],
        "seed": counting["seed"],
        "passages counted": list(counting["passages"]),
        "copies": _COPIES[check_copies(counting["copies"])],
    }
    given = {name: value for name, value in counting.items() if name != "stories"}
    if counting["stories"] is not None:
        given["stories"] = "stories(tagged.articles)"
    told = ", ".join(f"{name}={_as_code(value)}" for name, value in given.items())
    return {**tagged.provenance, "report": {**report, "call": f"write_report(tagged, path, {told})"}}


def _as_code(value: Any) -> str:
    """A value as it is written in Python; a call as it stands."""
    if isinstance(value, str) and value.endswith(")"):
        return value
    return repr(list(value)) if isinstance(value, (list, tuple)) else repr(value)


def summarise(
    tagged: Tagged,
    *,
    title: str | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    stories: pd.DataFrame | None = None,
    resamples: int = 2000,
    seed: int = 0,
    texts: bool = True,
) -> dict[str, Any]:
    """Work out everything that the report says.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    title : str, optional
        The codebook's title by default.
    passages, copies, stories, resamples, seed
        What counts, and how intervals are drawn, as in `balance`.
    texts : bool
        Whether the articles' texts are shown.

    Returns
    -------
    dict
        What `render` takes: texts, numbers as text, pictures, the articles cut into pieces; under
        `tables` the frames that all of it rests on, by name.
    """
    counting: Counting = {
        "passages": passages, "copies": copies, "stories": stories, "resamples": resamples, "seed": seed,
    }  # fmt: skip
    sides = _sides(tagged)
    order = in_order(tagged.articles)
    numbers = {row: number for number, row in enumerate(order, start=1)}
    section = _balance(tagged, sides, counting)
    frames = section.pop("frames")
    whole = sourcing(tagged, by=None, **counting)
    mixes = [_sourcing(tagged, axis, counting) for axis in _AXES] if len(whole) else []
    tables = dict(zip(("balance of all", "balance"), frames or (), strict=False))
    tables |= {f"sourcing by {mix['axis']}": mix.pop("frame") for mix in mixes}
    return {
        "title": title or getattr(tagged.codebook, "title", None) or "Who is quoted",
        "findings": findings(tagged, balance=frames, identification=whole),
        "caution": caution(whole),
        "sides": {side: side_class(side, sides) for side in [*sides, UNASSIGNED]},
        "looks": _looks(tagged, sides),
        "balance": section,
        "sourcing": mixes,
        "speakers": speakers_table(tagged, numbers, passages=passages, copies=copies),
        "outlets": outlets(tagged, order, sides, texts=texts),
        "skipped": _skipped(tagged),
        "provenance": _provenance(tagged, counting),
        "methods": methods(tagged, counting, frames[0] if frames else None),
        "evidence": evidence(tagged, numbers, passages=passages, copies=copies),
        "tables": tables,
    }
