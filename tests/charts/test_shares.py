import subprocess
import sys
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from newslab.charts.balance import balance_height, plot_balance
from newslab.charts.mix import plot_sourcing
from newslab.charts.style import side_colours, tint
from newslab.comparing.describing import (
    describe_balance,
    describe_sourcing,
    left_out,
    percent,
    plural,
    spread,
)
from newslab.errors import InputError
from newslab.frames import SUMMARY

NBSP = "\N{NO-BREAK SPACE}"


def balance_frame(sides=("North", "South"), outlets=("Argus", "The Ledger")):
    rows = [
        [outlet, side, measure, 1 / len(sides), 0.3, 0.7, 12, 90]
        for outlet in outlets
        for side in sides
        for measure in ("words", "attributions", "speakers")
    ]
    frame = pd.DataFrame(rows, columns=["outlet", "side", "measure", *SUMMARY])
    frame.attrs["left_out"] = {"unassigned_attributions": 1234, "skipped_articles": 1}
    return frame


def sourcing_frame(values=("named_person", "unnamed")):
    rows = [["Argus", value, "attributions", 1 / len(values), 0.1, 0.9, 1, 1] for value in values]
    return pd.DataFrame(rows, columns=["outlet", "value", "measure", *SUMMARY])


def axes():
    return Figure().subplots()


def labels(texts):
    return [text.get_text() for text in texts]


def test_groups_say_how_much_they_rest_on():
    ax = plot_balance(balance_frame(), ax=axes())
    assert labels(ax.get_yticklabels()) == [
        "Argus\n12 articles, 90 attributions",
        "The Ledger\n12 articles, 90 attributions",
    ]
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_axis_says_what_was_left_out():
    label = plot_balance(balance_frame(), ax=axes()).get_xlabel()
    assert label.startswith("share of attributed words\n")
    assert "1,234 unassigned attributions, 1 skipped" in label


def test_points_stand_at_the_estimates_and_lines_span_the_intervals():
    frame = balance_frame()
    frame.loc[(frame["side"] == "North") & (frame["measure"] == "words"), ["estimate", "low", "high"]] = (
        0.6,
        0.4,
        0.8,
    )
    ax = plot_balance(frame, ax=axes())
    assert list(ax.lines[0].get_xdata()) == [0.6, 0.6]
    spans = [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()]
    assert spans == [[0.4, 0.8], [0.4, 0.8]]


def test_numbers_stand_beside_the_points():
    told = labels(plot_balance(balance_frame(), ax=axes()).texts)
    assert told == [f"50{NBSP}% (30–70)"] * 4


def test_sides_have_a_colour_and_a_marker_of_their_own():
    points = plot_balance(balance_frame(("North", "South", "other")), ax=axes()).lines[:3]
    assert len({line.get_marker() for line in points}) == 3
    assert [to_hex(line.get_color()).upper() for line in points] == list(
        side_colours(["North", "South", "other"]).values()
    )[:3]


def test_colours_are_an_argument():
    ax = plot_balance(balance_frame(), ax=axes(), colours={"South": "#123456"})
    assert to_hex(ax.lines[1].get_color()) == "#123456"


def test_missing_numbers_are_no_points():
    frame = balance_frame()
    frame[["estimate", "low", "high"]] = np.nan
    ax = plot_balance(frame, ax=axes())
    assert set(labels(ax.texts)) == {"–"}
    ax.figure.canvas.draw()


def test_measure_is_chosen():
    assert plot_balance(balance_frame(), measure="speakers", ax=axes()).get_xlabel().startswith(
        "share of distinct speakers"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["$x$ and $y", "_hidden", "x^{", "漢字"])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_are_drawn_as_they_are(name):
    ax = plot_balance(balance_frame((name, "South"), (name,)), ax=axes())
    ax.figure.canvas.draw()
    assert labels(ax.get_legend().get_texts()) == [name, "South"]
    assert labels(ax.get_yticklabels())[0].startswith(name)


def test_stacked_shares_add_up():
    ax = plot_sourcing(sourcing_frame(("named_person", "unnamed", "none", "document")), ax=axes())
    bars = sorted(ax.patches, key=lambda bar: bar.get_x())
    assert [bar.get_x() for bar in bars] == pytest.approx([0, 0.25, 0.5, 0.75])
    assert labels(ax.get_legend().get_texts()) == ["named person", "unnamed", "none", "document"]
    assert labels(ax.texts) == [f"25{NBSP}%"] * 4
    assert labels(ax.get_yticklabels()) == ["Argus\n1 article, 1 attribution"]


def test_narrow_bars_have_no_number():
    frame = sourcing_frame()
    frame["estimate"] = [0.97, 0.03]
    assert labels(plot_sourcing(frame, ax=axes()).texts) == [f"97{NBSP}%"]


def test_neighbouring_bars_differ_without_colour():
    bars = plot_sourcing(sourcing_frame([f"v{i}" for i in range(8)]), ax=axes()).patches
    looks = [(bar.get_hatch(), to_hex(bar.get_facecolor())) for bar in bars]
    assert len(set(looks)) == 8
    hatches = [bool(bar.get_hatch()) for bar in bars]
    assert all(one != other for one, other in pairwise(hatches))


def test_a_figure_is_made_where_none_is_given():
    import matplotlib.pyplot as plt

    frame = balance_frame()
    with plt.ioff():
        ax = plot_balance(frame)
    assert ax.figure.get_figheight() == pytest.approx(balance_height(frame))
    plt.close(ax.figure)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plot_balance(sourcing_frame()), "balance\\(tagged\\)"),
        (lambda: plot_sourcing(balance_frame()), "sourcing\\(tagged\\)"),
        (lambda: plot_balance(None), "balance\\(tagged\\)"),
        (lambda: plot_balance(balance_frame(), measure="word"), "Did you mean 'words'"),
    ],
)
def test_wrong_input_is_told(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_side_colours_follow_the_codebooks_order():
    assert list(side_colours(["B", "A", "unassigned"])) == ["B", "A", "unassigned"]
    assert side_colours(["B", "A"])["B"] == side_colours(["B"])["B"]
    assert len(set(side_colours("abcdefg").values())) == 8


def test_tint():
    assert tint("#000000", 0.5) == "#808080"


def test_charts_load_no_matplotlib_until_they_draw():
    code = "import sys, newslab.charts.balance, newslab.charts.article; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0"), (0.004, "<1"), (0.005, "0"), (0.5, "50"), (0.995, "100"), (0.9951, ">99"), (1, "100")],
)
def test_percent(share, text):
    assert percent(share) == f"{text}{NBSP}%"


def test_words_for_numbers():
    assert (percent(float("nan")), spread(float("nan"), 1), plural(0, "article")) == ("–", "", "0 articles")


def test_left_out_is_silent_where_nothing_was():
    assert left_out(pd.DataFrame({"side": []})) == ""


def test_descriptions_tell_every_group():
    told = describe_balance(balance_frame())
    assert "Argus: North 50" in told
    assert "The Ledger: North 50" in told
    assert describe_sourcing(sourcing_frame()).endswith(f"unnamed 50{NBSP}% (10–90).")
    assert "Nothing to show" in describe_sourcing(sourcing_frame().iloc[:0])
