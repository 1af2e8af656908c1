"""The explorer: chart, list and text lead to one another."""

from __future__ import annotations

import builtins
import datetime
import importlib

import matplotlib
import pandas as pd
import pytest
from hostile import ALL
from test_selection import pasted
from test_visible import Shown

from newslab import balance, explore
from newslab.widgets.explore import Explorer

TEXT = "Ana Ruiz said yes. Tom Dunn said no. Eva Moll said maybe."


def said(article, speaker, side, content, **more):
    start = TEXT.index(content)
    spans = {"content_spans": [(start, start + len(content))], "source_spans": [], "cue_spans": []}
    others = {"kind": "indirect", **dict.fromkeys(["actor", "channel", "speech"], "other")}
    who = {"article_id": article, "speaker": speaker, "speaker_id": speaker, "side": side}
    return {**who, "content": content, **others, **spans, **more}


@pytest.fixture
def tagged(make_tagged):
    articles = [
        {"article_id": "a", "outlet": "The Ledger", "published": pd.Timestamp("2025-03-01", tz="UTC")},
        {"article_id": "b", "outlet": "Harbour Post", "published": pd.Timestamp("2025-03-02", tz="UTC")},
    ]
    articles = [
        {**row, "text": TEXT, "title": title} for row, title in zip(articles, ["One", "Two"], strict=True)
    ]
    return make_tagged(articles, [
        said("a", "Ana Ruiz", "North", "yes"), said("a", "Tom Dunn", "South", "no", kind="direct"),
        said("a", "Eva Moll", None, "maybe"), said("a", "Eva Moll", "North", "maybe", within=2),
        *[said("b", "Ana Ruiz", "North", "yes") for _ in range(14)],
        said("b", "x & y", "North & South", "no"),
    ])  # fmt: skip


@pytest.fixture
def explorer(tagged):
    return explore(tagged)


def test_it_begins_with_all_that_counts_and_says_what_does_not(explorer):
    assert len(explorer.rows) == 18
    assert "18 attributions, page 1 of 2" in explorer.pages.status.value
    assert "1 more are not counted" in explorer.pages.status.value


def test_a_number_of_the_chart_lists_its_attributions(explorer, tagged):
    frame = balance(tagged, measure="attributions", resamples=0)
    for outlet, side, share in frame[["outlet", "side", "estimate"]].itertuples(index=False):
        explorer.choose_mark((outlet, side))
        assert len(explorer.rows) == round(share * {"The Ledger": 2, "Harbour Post": 16}[outlet])
        assert explorer.mark.value == (outlet, side)


def test_the_list_of_numbers_does_what_a_click_does(explorer):
    explorer.mark.value = ("The Ledger", "South")
    assert explorer.filters.controls["side"].value == "South"
    assert explorer.rows["speaker"].tolist() == ["Tom Dunn"]


def test_a_click_on_a_marker_lists_its_attributions(explorer):
    ax = explorer.chart._figure.axes[0]
    ax.figure.canvas.draw()
    line = next(line for line in ax.get_lines() if line.get_marker() not in ("None", ""))
    x, y = ax.transData.transform((line.get_xdata()[0], line.get_ydata()[0]))
    event = matplotlib.backend_bases.MouseEvent("button_press_event", ax.figure.canvas, x, y, 1)
    ax.figure.canvas.callbacks.process("button_press_event", event)
    assert explorer.selection.outlet == explorer.chart.frame["outlet"][0]
    assert explorer.selection.side == explorer.chart.frame["side"][0]


def test_a_row_of_the_list_is_shown_in_its_article(explorer):
    explorer.choose_mark(("The Ledger", "South"))
    assert "<h4><bdi>One</bdi></h4>" in explorer.text.value
    explorer.filters.reset.click()
    explorer.pages.entries[2][1].click()
    framed = [tag for tag in Shown(explorer.text.value).tags if "chosen" in tag[1].get("class", "")]
    assert len(framed) == 1
    assert "2: Eva Moll" in framed[0][1]["title"]
    assert [box._dom_classes for box in explorer.pages.boxes][2] == ("newslab-row", "newslab-chosen")


def test_pages_turn(explorer):
    explorer.pages.later.click()
    assert "page 2 of 2" in explorer.pages.status.value
    assert [box.layout.display for box in explorer.pages.boxes] == ["flex"] * 8 + ["none"] * 2
    assert explorer.pages.later.disabled
    explorer.pages.earlier.click()
    assert explorer.pages.earlier.disabled


@pytest.mark.parametrize(
    ("control", "value", "rows"),
    [
        ("outlet", "The Ledger", 3), ("side", "unassigned", 1), ("kind", "direct", 1),
        ("since", datetime.date(2025, 3, 2), 15), ("until", datetime.date(2025, 3, 1), 3),
        ("speaker", "moll", 1), ("counted", False, 19),
    ],
)  # fmt: skip
def test_filters_narrow_the_rows_and_the_code(explorer, tagged, control, value, rows):
    explorer.filters.controls[control].value = value
    assert len(explorer.rows) == rows
    assert pasted(explorer.snippet.value, tagged).equals(explorer.rows)
    explorer.filters.reset.click()
    assert len(explorer.rows) == 18
    assert explorer.filters.controls["outlet"].label == "all"


def test_the_chart_follows_days_but_not_what_is_clicked_on_it(explorer):
    before = explorer.chart.frame
    explorer.choose_mark(("The Ledger", "South"))
    assert explorer.chart.frame is before
    explorer.filters.controls["until"].value = datetime.date(2025, 3, 1)
    assert set(explorer.chart.frame["outlet"]) == {"The Ledger"}


def test_other_charts_select_by_their_axis(explorer):
    explorer.question.value = "Sources: kind"
    explorer.choose_mark(("The Ledger", "direct"))
    assert explorer.selection.kind == "direct"
    assert explorer.rows["speaker"].tolist() == ["Tom Dunn"]


def test_nothing_found_is_said(explorer):
    explorer.filters.controls["speaker"].value = "nobody"
    assert explorer.rows.empty
    assert "No attribution fits" in explorer.text.value
    assert explorer.chart.frame is None
    assert explorer.mark.options == (("choose one to see its attributions", ()),)


def test_without_a_codebook_sources_are_drawn(make_tagged, tagged):
    explorer = explore(make_tagged([{"article_id": "a"}], [said("a", "Ana Ruiz", None, "yes")], sides=None))
    assert explorer.question.value == "Sources: kind"
    assert explorer.chart.frame["estimate"].tolist() == [1.0]


def test_no_attributions_at_all_is_no_error(make_tagged):
    assert "0 attributions" in explore(make_tagged([{"article_id": "a"}], [])).pages.status.value


def test_without_widgets_there_is_a_table(explorer):
    bundle = explorer._repr_mimebundle_()
    assert Shown(bundle["text/html"]).text.count("Ana Ruiz") == 15
    assert bundle["text/plain"].startswith("18 attributions")
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.fixture
def without_ipympl(monkeypatch):
    real = builtins.__import__

    def lacking(name, *rest, **more):
        if name.startswith("ipympl"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)


@pytest.mark.usefixtures("without_ipympl")
def test_without_ipympl_the_chart_is_a_picture_with_words(explorer):
    (_, attributes), *_ = Shown(explorer.chart.widget.children[0].value).tags
    assert attributes["src"].startswith("data:image/png;base64,")
    assert attributes["alt"].startswith("Share of attributed words by side")
    explorer.mark.value = ("The Ledger", "South")
    assert len(explorer.rows) == 1


def test_the_backend_of_other_figures_stays(tagged):
    importlib.import_module("matplotlib.pyplot")
    before = matplotlib.get_backend()
    explore(tagged)
    assert matplotlib.get_backend() == before


def test_every_control_has_a_name(explorer):
    controls = [
        explorer.question,
        explorer.mark,
        explorer.whole,
        explorer.snippet,
        *explorer.filters.controls.values(),
    ]
    buttons = [explorer.filters.reset, explorer.pages.earlier, explorer.pages.later]
    assert all(control.description for control in [*controls, *buttons])


def test_long_names_of_outlets_are_cut_in_the_chart_and_stay_apart(make_tagged):
    articles = [{"article_id": i, "outlet": "w" * 500 + i} for i in "ab"]
    rows = [said("a", "Ana Ruiz", "North", "yes"), said("b", "Tom Dunn", "South", "no")]
    explorer = explore(make_tagged(articles, rows))
    labels = [label.get_text() for label in explorer.chart._figure.axes[0].get_yticklabels()]
    assert len(set(labels)) == 2
    assert max(map(len, labels)) < 100
    explorer.mark.value = explorer.mark.options[1][1]
    assert explorer.rows["speaker"].tolist() == ["Ana Ruiz"]


@pytest.mark.filterwarnings("error::UserWarning")
@pytest.mark.parametrize("interactive", [True, False])
def test_hostile_text_is_shown_and_not_run(make_tagged, interactive):
    row = said("a", ALL, "North", "yes") | dict.fromkeys(["kind", "actor", "channel", "content", "cue"], ALL)
    articles = [{"article_id": "a", "outlet": ALL, "text": ALL, "title": ALL}]
    explorer = Explorer(make_tagged(articles, [{**row, "reasons": {"side": ALL}}]), interactive=interactive)
    explorer.whole.value = True
    html = [explorer.text.value, explorer.pages.status.value, explorer._repr_mimebundle_()["text/html"]]
    html += [line.value for line, _ in explorer.pages.entries] + [explorer.chart._words.value]
    allowed = {
        "article",
        "h4",
        "bdi",
        "p",
        "div",
        "span",
        "small",
        "b",
        "br",
        "table",
        "caption",
        "thead",
        "tbody",
    }
    allowed |= {"tr", "th", "td", "details", "summary"}
    assert {tag for tag, _ in Shown("".join(html)).tags} <= allowed
    assert max(len(button.description) for _, button in explorer.pages.entries) <= 170
    assert "\x1b" not in explorer.pages.entries[0][1].description
    assert max(len(label) for label in explorer.filters.controls["outlet"]._options_labels) <= 60
