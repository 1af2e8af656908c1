"""What the README shows works as it stands there."""

from __future__ import annotations

import pathlib
import re

import pytest

from newslab import read_codebook
from newslab.frames import ATTRIBUTIONS

ROOT = pathlib.Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXT = "“The quay is leased,” said Ana Ruiz, the mayor of Kyiv. “It pays,” a Kremlin spokesman said.\n"


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the README's codebook and an article."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "Agg")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "lease.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "codebook.yml").write_text(blocks("yaml")[0], encoding="utf-8")
    return tmp_path


def test_the_two_commands_are_those_of_a_newcomer():
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert commands == ["pip install . && newslab report", "pip install -e '.[test]' && pytest"]


def test_its_codebook_is_one(folder):
    codebook = read_codebook("codebook.yml")
    assert codebook.sides == ("Russia", "Ukraine", "other")
    assert codebook.side_of("Sergei Lavrov")[0] == "Russia"


def test_its_python_runs(folder):
    import matplotlib.pyplot as plt

    (code,) = blocks("python")
    exec(compile(code, "README.md", "exec"), {})
    plt.close("all")
    assert (folder / "report.html").stat().st_size > 1000
    assert (folder / "tables" / "attributions.parquet").exists()


def test_its_python_is_short():
    assert len(blocks("python")[0].splitlines()) <= 12


def test_the_columns_it_explains_are_there():
    table = README.split("## What a row of the attributions table means")[1].split("## ")[0]
    named = {
        name
        for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", cell)
    }
    assert len(named) > 10
    assert named <= set(ATTRIBUTIONS.names)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "newslab/data/sample/README.md"])
def test_files_that_are_named_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    paths = re.findall(r"`((?:newslab|tests|notebooks|pictures)/[\w./-]+)`", text)
    assert [link for link in linked if not (ROOT / name).parent.joinpath(link).exists()] == []
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_picture_is_small():
    assert (ROOT / "pictures" / "report.png").stat().st_size <= 300_000
