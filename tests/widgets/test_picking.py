"""A click on a chart means the number that is drawn there."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from newslab.charts.balance import plot_balance
from newslab.charts.mix import plot_sourcing
from newslab.widgets.picking import picked

LEDGER, POST = "The Ledger", "Harbour Post"
NAN = float("nan")


def frame(column, shares):
    rows = [(group, value, "words", share, NAN, NAN, 9, 90) for group, value, share in shares]
    columns = ["outlet", column, "measure", "estimate", "low", "high", "n_articles", "n_attributions"]
    return pd.DataFrame(rows, columns=columns)


BALANCE = frame("side", [
    (LEDGER, "North", 0.2), (LEDGER, "South", 0.5), (LEDGER, "West", 0.3),
    (POST, "North", NAN), (POST, "South", 0.5), (POST, "West", 0.5),
])  # fmt: skip
SOURCING = frame("value", [
    (LEDGER, "named", 0.7), (LEDGER, "unnamed", 0.3), (POST, "named", 0.0),
    (POST, "unnamed", 0.6), (POST, "none", 0.4),
])  # fmt: skip


@pytest.fixture(scope="module")
def balance():
    figure = Figure(figsize=(8, 4))
    return plot_balance(BALANCE, ax=figure.subplots())


@pytest.fixture(scope="module")
def sourcing():
    figure = Figure(figsize=(8, 4))
    return plot_sourcing(SOURCING, ax=figure.subplots())


def markers(ax):
    """Where each marker is in pixels, with its colour, from the top."""
    points = [
        (y, x, line.get_color())
        for line in ax.get_lines() if line.get_marker() not in ("None", "", None)
        for x, y in zip(*line.get_data(), strict=True) if x == x
    ]  # fmt: skip
    return [(*ax.transData.transform((x, y)), colour) for y, x, colour in sorted(points)]


def test_each_marker_is_its_group_and_side(balance):
    expected = [(g, s) for g, s, share in BALANCE[["outlet", "side", "estimate"]].values if share == share]
    assert [picked(balance, BALANCE, x, y) for x, y, _ in markers(balance)] == expected


def test_markers_of_one_side_have_one_colour(balance):
    colours = {}
    for x, y, colour in markers(balance):
        colours.setdefault(picked(balance, BALANCE, x, y)[1], set()).add(colour)
    assert [len(found) for found in colours.values()] == [1, 1, 1]


def test_a_click_a_little_beside_a_marker_is_on_it(balance):
    x, y, _ = markers(balance)[0]
    assert picked(balance, BALANCE, x + 6, y - 4) == (LEDGER, "North")


@pytest.mark.parametrize("beside", [(0, 0), (10_000, 50)])
def test_a_click_on_nothing_means_nothing(balance, sourcing, beside):
    assert picked(balance, BALANCE, *beside) is None
    assert picked(sourcing, SOURCING, *beside) is None


@pytest.mark.parametrize(
    ("share", "row", "mark"),
    [
        (0.1, 0, (LEDGER, "named")), (0.95, 0, (LEDGER, "unnamed")),
        (0.1, 1, (POST, "unnamed")), (0.9, 1, (POST, "none")), (0.5, 0.5, None),
    ],
)  # fmt: skip
def test_each_bar_is_its_group_and_value(sourcing, share, row, mark):
    assert picked(sourcing, SOURCING, *sourcing.transData.transform((share, row))) == mark
