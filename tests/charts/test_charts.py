"""Charts by their artists: what stands where, in which words, and what cannot be drawn."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import newslab
from newslab.charts.style import OKABE_ITO, fill_of, plain, side_colours
from newslab.errors import InputError
from newslab.frames import SUMMARY

NBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
HOSTILE = ["$x$ and $y", "_hidden", "x^{", "a\x1b[31mred", "\u202eevil", "w" * 10_000, "<script>"]


def axes():
    return Figure().subplots()


def labels(texts):
    return [text.get_text() for text in texts]


def balance(name="Argus", benchmark=0.5):
    rows = [
        [name, "North", "words", 0.7, 0.6, 0.8, 12, 90, benchmark],
        [name, "South", "words", 0.3, 0.2, 0.4, 12, 90, benchmark],
    ]
    return pd.DataFrame(rows, columns=["outlet", "side", "measure", *SUMMARY, "benchmark"])


def rates(name="Argus"):
    return pd.DataFrame([[name, "anonymous", 0.2, 0.1, 0.3, 12, 90]], columns=["outlet", "measure", *SUMMARY])


def over_time(name="North"):
    days = pd.to_datetime(["2025-03-01", "2025-04-01", "2025-05-01"])
    return pd.DataFrame({
        "period": days, "side": name, "measure": "words", "estimate": [0.7, np.nan, 0.4],
        "low": [0.6, np.nan, np.nan], "high": [0.8, np.nan, np.nan], "n_articles": [12, 0, 3],
        "n_attributions": [90, 0, 9],
    })  # fmt: skip


def differences(name="Argus"):
    rows = [
        [name, "Post", "North", "words", 0.05, -0.1, 0.2, 0.6, 24, 90],
        [name, "Post", "South", "words", -0.2, -0.3, -0.1, 0.0004, 24, 90],
    ]
    return pd.DataFrame(rows, columns=["first", "second", "side", "measure", "estimate", "low", "high",
                                       "p_adjusted", "n_articles", "n_attributions"])  # fmt: skip


def positions(name="Argus"):
    rows = [
        [name, section, side, share, math.nan, math.nan, 12, 9]
        for section, shares in ((1, (0.7, 0.3)), (2, (math.nan, math.nan)))
        for side, share in zip(("North", "South"), shares, strict=True)
    ]
    return pd.DataFrame(rows, columns=["outlet", "section", "side", *SUMMARY])


def heard(name="Argus"):
    rows = [[name, "Ada Orrin", "orrin", "North", 0.6, 60.0, 3, 9],
            [name, "Tam Vale", "vale", None, 0.0, 0.0, 0, 0],
            [name, "(all others)", None, None, 0.4, 40.0, 2, 5]]  # fmt: skip
    columns = ["outlet", "speaker", "speaker_id", "side", "estimate", "words", "n_articles", "n_attributions"]
    frame = pd.DataFrame(rows, columns=columns)
    frame.attrs = {"others": 7, "left_out": {"attributions_without_speaker": 2}, "sides": ["South", "North"]}
    return frame


def wording(name="dam"):
    rows = [[name, "North", 1.4, 0.5, 2.3, 8, 12, 3.1, 0.02, 9, 1],
            ["toll", "South", -0.4, -1.5, 0.3, 8, 12, -1.1, 0.4, 3, 5]]  # fmt: skip
    return pd.DataFrame(
        rows, columns=["word", "group", *SUMMARY, "z", "p_adjusted", "first_count", "second_count"]
    )


def mix(name="Argus"):
    return pd.DataFrame([[name, "unnamed", "attributions", 0.4, 0.3, 0.5, 12, 90]],
                        columns=["outlet", "value", "measure", *SUMMARY])  # fmt: skip


CHARTS = {
    "plot_balance": balance,
    "plot_benchmark": balance,
    "plot_sourcing": mix,
    "plot_rates": rates,
    "plot_over_time": over_time,
    "plot_differences": differences,
    "plot_positions": positions,
    "plot_speakers": heard,
    "plot_wording": wording,
}
each_chart = pytest.mark.parametrize("name", list(CHARTS))


def draw(name, frame):
    return getattr(newslab, name)(frame, ax=axes())


@each_chart
def test_each_chart_has_words_for_those_who_do_not_see_it(name):
    told = newslab.alt_text(draw(name, CHARTS[name]()))
    assert len(told) > 30
    assert told.endswith(".")


@each_chart
def test_no_rows_are_no_chart(name):
    with pytest.raises(InputError, match="nothing to draw"):
        draw(name, CHARTS[name]().iloc[:0])


@each_chart
@pytest.mark.parametrize("frame", [pd.DataFrame({"a": [1]}), None, 3])
def test_another_frame_is_told(name, frame):
    with pytest.raises(InputError, match=r"Give it "):
        draw(name, frame)


@each_chart
@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_are_drawn_as_text(name, hostile):
    ax = draw(name, CHARTS[name](hostile))
    ax.figure.canvas.draw()
    shown = " ".join(
        text.get_text() for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "w" * 100 not in shown
    assert ("$x$ and $y" in shown) == (hostile == "$x$ and $y")


@each_chart
def test_missing_numbers_do_not_stop_it(name):
    frame = CHARTS[name]()
    numbers = [column for column in ("estimate", "low", "high", "p_adjusted") if column in frame]
    frame[numbers] = np.nan
    ax = draw(name, frame)
    ax.figure.canvas.draw()


@each_chart
def test_what_was_left_out_stands_below(name):
    frame = CHARTS[name]()
    frame.attrs["left_out"] = {"skipped_articles": 3}
    assert "3 skipped articles" in draw(name, frame).get_xlabel()


def test_other_axes_have_no_words():
    with pytest.raises(InputError, match="plot function"):
        newslab.alt_text(axes())


def test_a_benchmark_is_a_line_and_shares_are_apart_from_it():
    ax = newslab.plot_benchmark(balance(), ax=axes())
    assert [float(line.get_xdata()[0]) for line in ax.lines[:2]] == pytest.approx([0.2, -0.2])
    assert labels(ax.texts) == ["+20 (+10 to +30)", f"{MINUS}20 ({MINUS}30 to {MINUS}10)"]
    assert list(ax.lines[-1].get_xdata()) == [0, 0]
    assert f"Benchmark: North 50{NBSP}%, South 50{NBSP}%." in ax.get_xlabel()


def test_a_frame_without_benchmark():
    with pytest.raises(InputError, match="no benchmark"):
        newslab.plot_benchmark(balance().drop(columns="benchmark"), ax=axes())


def test_a_measure_that_shares_nothing_out_has_no_benchmark():
    with pytest.raises(InputError, match="measure is 'first'"):
        newslab.plot_benchmark(balance().assign(measure="first"), measure="first", ax=axes())


def test_any_measure_of_balance_is_named():
    ax = newslab.plot_balance(balance().assign(measure="one_sided"), measure="one_sided", ax=axes())
    assert ax.get_xlabel().startswith("articles in which the side alone is heard")


def test_groups_of_several_columns_have_one_name():
    frame = balance()
    frame.insert(1, "section", "World")
    assert labels(newslab.plot_balance(frame, ax=axes()).get_yticklabels())[0].startswith("Argus · World\n")


def test_rates_are_shares_or_amounts():
    assert labels(newslab.plot_rates(rates(), ax=axes()).texts) == [f"20{NBSP}% (10–30)"]
    amount = rates().assign(measure="speakers_per_article", estimate=4.25, low=3.5, high=5)
    ax = newslab.plot_rates(amount, measure="speakers_per_article", ax=axes())
    assert labels(ax.texts) == ["4.25 (3.5–5)"]


def test_levels_of_diversity_have_markers():
    frame = pd.concat([rates().assign(measure="effective", level=level) for level in ("corpus", "article")])
    frame = frame[["outlet", "measure", "level", *SUMMARY]].reset_index(drop=True)
    ax = newslab.plot_rates(frame, measure="effective", ax=axes())
    assert labels(ax.get_legend().get_texts()) == ["in the corpus", "in the article"]
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()


def test_a_period_without_articles_is_a_gap():
    ax = newslab.plot_over_time(over_time(), ax=axes())
    heights = ax.lines[0].get_ydata()
    assert math.isnan(heights[1])
    assert "0 to 12 articles a period" in ax.get_xlabel()


def test_lines_differ_without_colour():
    frame = pd.concat([over_time("North"), over_time("South")], ignore_index=True)
    one, two = newslab.plot_over_time(frame, ax=axes()).lines[:2]
    assert one.get_marker() != two.get_marker()
    assert one.get_linestyle() != two.get_linestyle()


def test_differences_are_sorted_and_sure_ones_filled():
    ax = newslab.plot_differences(differences(), ax=axes())
    assert [label.split(", ")[-1] for label in labels(ax.get_yticklabels())] == ["South", "North"]
    assert [to_hex(line.get_markerfacecolor()) for line in ax.lines[:2]] == ["#1f2933", "#ffffff"]
    assert labels(ax.texts)[0] == f"{MINUS}20 ({MINUS}30 to {MINUS}10), p < 0.001"


def test_sections_stand_below_each_other_and_add_up():
    ax = newslab.plot_positions(positions(), ax=axes())
    bars = sorted(ax.patches, key=lambda bar: bar.get_x())
    assert [bar.get_width() for bar in bars] == pytest.approx([0.7, 0.3])
    assert len({round(bar.get_y(), 6) for bar in bars}) == 1
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_speakers_have_their_side_its_colour_and_what_is_not_shown_is_said():
    ax = newslab.plot_speakers(heard(), ax=axes())
    assert labels(ax.get_yticklabels()) == ["Ada Orrin (North)", "Tam Vale", "(all others)"]
    # The colour is that of the codebook's second side, as in every other chart.
    assert to_hex(ax.collections[0].get_facecolor()[0]) != side_colours(["North"])["North"].lower()
    assert len(ax.collections) == 2
    assert "All others are 7 speakers." in ax.get_xlabel()
    assert "2 attributions have no speaker." in ax.get_xlabel()


def test_words_stand_by_group_with_their_counts():
    ax = newslab.plot_wording(wording(), ax=axes())
    assert labels(ax.get_yticklabels()) == ["dam (9 : 1)", "toll (3 : 5)"]
    assert labels(ax.get_legend().get_texts()) == ["more in North", "more in South"]


@pytest.fixture
def one_article(make_tagged):
    text = "“We will pay,” said Ana Ruiz. The dockers said it was too late, and nobody came."
    said = [
        {"article_id": "a", "kind": "direct", "content_spans": [(0, 14)], "side": "North",
         "speaker": "Ana Ruiz"},
        {"article_id": "a", "kind": "indirect", "content_spans": [(47, 62)], "speaker": "dockers"},
        {"article_id": "a", "kind": "indirect", "content_spans": None, "side": "North & South"},
    ]  # fmt: skip
    return make_tagged([{"article_id": "a", "text": text, "title": "$Pay$", "outlet": "Argus"}], said)


def test_a_strip_has_a_row_a_side_and_a_block_a_quotation(one_article):
    ax = newslab.plot_floor(one_article, article="a", ax=axes())
    ax.figure.canvas.draw()
    assert labels(ax.get_yticklabels()) == ["North", "unassigned"]
    length = len(one_article.articles["text"][0])
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([14 / length, 15 / length])
    assert ax.get_title(loc="left") == "Argus · $Pay$"
    assert "Ana Ruiz (North, direct)" in newslab.alt_text(ax)


def test_a_strip_of_an_article_that_is_not_there(one_article):
    with pytest.raises(InputError, match="no article 'b'"):
        newslab.plot_floor(one_article, article="b", ax=axes())


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb", "a b"), ("a\u202eb", "a b"), ("x" * 70, "x" * 59 + "…"), ("", ""), ("two words", "two words")],
)
def test_plain(name, shown):
    assert plain(name) == shown


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_saved_chart_has_its_words_and_is_the_same_each_time(tmp_path, ending):
    files = [newslab.save_chart(draw("plot_rates", rates()), tmp_path / f"{n}{ending}") for n in "ab"]
    first, second = (file.read_bytes() for file in files)
    assert first == second
    if ending != ".pdf":  # whose words are packed
        assert b"people or groups that are not named" in first


@pytest.mark.parametrize("name", ["chart.gif", "chart"])
def test_a_chart_of_another_kind(tmp_path, name):
    with pytest.raises(InputError, match=r"\.svg, \.png, \.pdf"):
        newslab.save_chart(draw("plot_rates", rates()), tmp_path / name)


def test_axes_of_others_are_not_saved(tmp_path):
    with pytest.raises(InputError, match="plot function"):
        newslab.save_chart(axes(), tmp_path / "chart.png")


def test_six_fills_can_be_told_apart_in_grey():
    fills = [fill_of(colour, i) for i, colour in enumerate(OKABE_ITO[:6])]
    greys = [sum(w * int(c[at : at + 2], 16) for w, at in ((0.3, 1), (0.59, 3), (0.11, 5))) for c, _ in fills]
    plain_ones = sorted(grey for grey, (_, hatch) in zip(greys, fills, strict=True) if not hatch)
    assert min(b - a for a, b in pairwise(plain_ones)) > 20
    assert len({hatch for _, hatch in fills if hatch}) == 3
