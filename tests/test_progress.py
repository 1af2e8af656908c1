"""A bar where it takes long and somebody looks, and nothing else."""

from __future__ import annotations

import sys

import pytest
from tqdm.notebook import tqdm_notebook

import newslab.progress
from newslab.progress import bar_options, progress


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(newslab.progress, "_WAIT", 0)


class Terminal:
    """What tqdm takes for a terminal, and remembers."""

    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


@pytest.mark.parametrize("items", [[1, 2, 3], iter([1, 2, 3]), (n for n in (1, 2, 3))])
def test_items_come_through_unchanged(items):
    assert list(progress(items, what="Adding", unit="number")) == [1, 2, 3]


def test_a_terminal_shows_what_is_done_and_how_far(monkeypatch, at_once):
    monkeypatch.setattr(sys, "stderr", Terminal())
    list(progress(range(3), what="Tagging", unit="article"))
    assert "Tagging" in sys.stderr.text
    assert "3" in sys.stderr.text


def test_what_is_done_at_once_shows_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    list(progress(range(3), what="Tagging", unit="article"))
    assert sys.stderr.text.strip("\r ") == ""


def test_a_file_gets_no_bar(capsys, at_once):
    list(progress(range(3), what="Tagging", unit="article"))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("server", "disable"), [("", False), ("jupyter/2.0", False), ("voila/0.5", True)], ids=str
)
def test_a_notebook_gets_a_bar_unless_it_is_an_app(monkeypatch, server, disable):
    monkeypatch.setattr("tqdm.auto.tqdm", tqdm_notebook)
    monkeypatch.setenv("SERVER_SOFTWARE", server)
    assert bar_options(what="Tagging", unit="article")["disable"] is disable
