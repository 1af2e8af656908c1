"""`newslab notebooks` copies the guided notebooks and opens JupyterLab there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import newslab.notebooks
from newslab.cli import main
from newslab.notebooks import copy_notebooks, find_notebooks

NAMES = [path.name for path in sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))]


@pytest.fixture
def started(monkeypatch):
    """The commands that would have been started."""
    commands = []
    monkeypatch.setattr(subprocess, "call", lambda command: commands.append(command) or 0)
    return commands


def test_all_notebooks_are_found_in_their_order():
    assert [path.name for path in find_notebooks()] == NAMES


def test_they_are_copied_as_they_are(tmp_path):
    copied, kept = copy_notebooks(tmp_path / "new" / "folder")
    assert [path.name for path in copied] == NAMES
    assert [path.read_bytes() for path in copied] == [path.read_bytes() for path in find_notebooks()]
    assert kept == []


def test_a_notebook_with_changes_stays(tmp_path):
    (tmp_path / NAMES[0]).write_text("mine", encoding="utf-8")
    copied, kept = copy_notebooks(tmp_path)
    assert (tmp_path / NAMES[0]).read_text(encoding="utf-8") == "mine"
    assert [path.name for path in kept] == NAMES[:1]
    assert [path.name for path in copied] == NAMES[1:]


def test_the_command_opens_the_first(tmp_path, started, capsys):
    assert main(["notebooks", str(tmp_path)]) == 0
    assert started == [[sys.executable, "-m", "jupyterlab", str(tmp_path / NAMES[0])]]
    assert f"{len(NAMES)} notebooks copied" in capsys.readouterr().out


def test_the_command_opens_nothing_when_told_so(tmp_path, started, capsys):
    assert main(["notebooks", str(tmp_path), "--no-open"]) == 0
    assert started == []
    assert "jupyter lab" in capsys.readouterr().out


def test_what_does_not_start_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "call", lambda command: 1)
    assert main(["notebooks", str(tmp_path)]) == 2
    assert "did not start" in capsys.readouterr().err


def test_a_file_is_no_folder(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["notebooks", str(tmp_path / "file")]) == 2
    assert "cannot be copied" in capsys.readouterr().err


def test_an_installation_without_them_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(newslab.notebooks, "find_notebooks", list)
    assert main(["notebooks", str(tmp_path)]) == 2
    assert "install it again" in capsys.readouterr().err
