"""Tables with controls: what they hold, and that nothing in them is live."""

from __future__ import annotations

import pandas as pd
import pytest

import newslab
from newslab.errors import InputError

HOSTILE = "<script>window.hacked=1</script>\u202eneves\x1b[31m"


def static(frame):
    return newslab.show(frame)._repr_mimebundle_()["text/html"]


def test_controls_and_first_rows():
    bundle = newslab.show(pd.DataFrame({"words": range(50)}))._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "and 30 more rows" in bundle["text/html"]


def test_the_frame_is_left_as_it_was():
    frame = pd.DataFrame({"a": ["x\u202e"], "b": [[(0, 3)]]})
    table = newslab.show(frame)
    table._repr_mimebundle_()
    assert table.frame is frame
    assert frame["a"][0] == "x\u202e"
    assert frame["b"][0] == [(0, 3)]


def test_hostile_text_and_names_are_text():
    shown = static(pd.DataFrame({HOSTILE: [HOSTILE]}))
    assert "<script" not in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    assert "[RLO]neves" in shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([(0, 3), (5, 9)], "(0, 3), (5, 9)"),
        ({"side": "named", "role": "title"}, "side: named; role: title"),
        ("w" * 10_000, "w" * 240 + " …"),
        (None, "None"),
    ],
)
def test_cells_are_words(value, text):
    assert text in static(pd.DataFrame({"a": [value]}))


def test_no_rows_are_a_table_too():
    assert "<table" in static(pd.DataFrame({"a": []}))


def test_what_is_no_frame_is_told():
    with pytest.raises(InputError, match="list"):
        newslab.show([1, 2])
