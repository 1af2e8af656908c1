"""The notebooks: stored without outputs, short cells, and they run."""

from __future__ import annotations

import os
import pathlib

import nbformat
import pytest
from nbclient import NotebookClient

import newslab

NOTEBOOKS = pathlib.Path(__file__).parents[1] / "notebooks"
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
MOST_LINES = 8

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameter_cells(notebook):
    return [cell for cell in code_cells(notebook) if "parameters" in cell.metadata.get("tags", [])]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """`run(notebook)` → the notebook with its outputs, executed in a folder of its own."""
    root = str(pathlib.Path(newslab.__file__).parents[1])
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([root, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))

    def go(notebook):
        here = {"metadata": {"path": str(tmp_path)}}
        return NotebookClient(notebook, timeout=300, kernel_name="python3", resources=here).execute()

    return go


def streams(notebook, name):
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    return [output.text for output in outputs if output.output_type == "stream" and output.name == name]


def kinds_shown(notebook):
    return {
        kind for cell in code_cells(notebook) for output in cell.outputs for kind in output.get("data", {})
    }


def test_there_is_a_notebook():
    assert [path.stem[:2] for path in PATHS] == ["01", "02", "03", "04", "05", "06"]


@each_notebook
def test_the_stored_file_is_valid_and_has_no_outputs(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell for cell in code_cells(notebook) if cell.outputs or cell.execution_count is not None] == []


@each_notebook
def test_cells_are_short_and_define_no_functions(path):
    for cell in code_cells(read(path)):
        lines = cell.source.splitlines()
        assert 0 < len(lines) <= MOST_LINES
        assert not [line for line in lines if line.lstrip().startswith(("def ", "class ", "async def "))]


@each_notebook
def test_one_cell_holds_the_parameters(path):
    assert len(parameter_cells(read(path))) == 1


@each_notebook
def test_it_opens_with_a_title(path):
    cells = read(path).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")


@each_notebook
def test_it_runs_on_the_sample(path, run, tmp_path):
    before = {file: file.stat().st_mtime_ns for file in NOTEBOOKS.rglob("*")}
    done = run(read(path))
    assert streams(done, "stderr") == []
    draws = any("newslab.plot_" in cell.source for cell in code_cells(read(path)))
    assert ("image/png" in kinds_shown(done)) == draws
    assert "image/png" not in kinds_shown(read(path))
    if path.stem == "01_quickstart":
        assert (tmp_path / "report.html").stat().st_size > 100_000
    assert {file: file.stat().st_mtime_ns for file in NOTEBOOKS.rglob("*")} == before


@each_notebook
def test_it_runs_on_articles_of_ones_own(path, run, tmp_path):
    (tmp_path / "texts").mkdir()
    text = (
        "Lease signed\n\nThe lease is signed, said Ana Ruiz, the mayor. “It pays for the roof,” she said.\n"
    )
    (tmp_path / "texts" / "lease.txt").write_text(text, encoding="utf-8")
    notebook = read(path)
    cell = parameter_cells(notebook)[0]
    cell.source = cell.source.replace("corpus = None", 'corpus = "texts"')
    assert streams(run(notebook), "stderr") == []
    assert (tmp_path / "report.html").exists() or path.stem != "01_quickstart"
