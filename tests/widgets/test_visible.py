"""Text is shown as text, and nothing of it is hidden."""

from __future__ import annotations

import html.parser

import pytest
from hostile import ALL, FORMULA, IMAGE, SCREEN, SCRIPT
from hypothesis import given
from hypothesis import strategies as st

from newslab.widgets.visible import attribute, escaped, one_line, visible


class Shown(html.parser.HTMLParser):
    """What a browser shows, and the tags that it makes."""

    def __init__(self, text):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", [SCRIPT, IMAGE, FORMULA, ALL, "half \ud800 a character"])
def test_html_shows_the_text_and_makes_nothing_of_it(text):
    shown = Shown(escaped(text))
    assert shown.text == visible(text)
    assert {tag for tag, _ in shown.tags} <= {"span"}


@given(st.text())
def test_any_text_comes_through_whole(text):
    assert Shown(escaped(text)).text.replace("\r", "") == visible(text).replace("\r", "")
    (tag, attributes), *others = Shown(f'<p title="{attribute(text)}">').tags
    assert (tag, list(attributes), others) == ("p", ["title"], [])


def test_no_formula_can_begin():
    assert "$a" not in escaped(FORMULA)
    assert "\\(" not in escaped(FORMULA)


def test_what_steers_a_screen_is_written_out():
    assert visible(SCREEN) == "[ESC][31mred[ESC][0m [RLO]detrever[PDF] [U+0007]"


@pytest.mark.parametrize("nothing", [None, float("nan"), ""])
def test_nothing_is_shown_as_nothing(nothing):
    assert visible(nothing) == escaped(nothing) == ""


@pytest.mark.parametrize(
    ("text", "length", "line"),
    [
        ("one\n two", 20, "one two"),
        ("one two three", 9, "one two …"),
        ("w" * 50, 12, "w" * 10 + " …"),
        ("Moll: " + "w" * 80, 60, "Moll: " + "w" * 52 + " …"),
    ],
)
def test_lines_are_cut_at_words_and_within_long_ones(text, length, line):
    assert one_line(text, length) == line
    assert len(line) <= length
