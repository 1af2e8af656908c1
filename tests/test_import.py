"""What `import newslab` loads and changes, and the public names."""

from __future__ import annotations

import inspect
import os
import pathlib
import subprocess
import sys

import pytest

import newslab

HEAVY = {
    *("spacy", "thinc", "matplotlib", "pandas", "numpy", "pyarrow", "openpyxl", "jinja2", "yaml"),
    *("lxml", "trafilatura", "docx", "pypdf", "striprtf", "dateparser", "py3langid"),
    *("ipywidgets", "ipympl", "ruamel"),
}
ROOT = pathlib.Path(newslab.__file__).parents[1]


def printed(code):
    """What a fresh Python prints when it runs the code."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def test_import_loads_nothing_heavy():
    loaded = printed("import sys, newslab; print(*{name.split('.')[0] for name in sys.modules})")
    assert "newslab" in loaded
    assert HEAVY & set(loaded) == set()


def test_the_command_line_loads_nothing_heavy_before_it_must():
    code = "import sys, newslab.cli; print(*{name.split('.')[0] for name in sys.modules})"
    assert HEAVY & set(printed(code)) == set()


def test_the_readers_load_nothing_heavy_before_they_must():
    code = "import sys, newslab.loading; print(*{name.split('.')[0] for name in sys.modules})"
    assert HEAVY & set(printed(code)) == set()


def test_import_changes_nothing_global():
    code = (
        "import logging, warnings; before = [*warnings.filters], {**logging.root.__dict__}\n"
        "import newslab\n"
        "print(before == ([*warnings.filters], {**logging.root.__dict__}))"
    )
    assert printed(code) == ["True"]


@pytest.mark.parametrize("name", newslab.__all__)
def test_public_names_load_at_first_use(name):
    assert getattr(newslab, name).__name__ == name
    assert name in dir(newslab)


def test_public_names_are_those_of_the_table_of_homes():
    assert sorted(newslab.__all__) == sorted(newslab._HOMES)


def test_an_unknown_name_says_which_there_are():
    with pytest.raises(AttributeError, match="balance"):
        _ = newslab.ballance


@pytest.mark.parametrize(
    "name", [name for name in newslab.__all__ if not inspect.isclass(getattr(newslab, name))]
)
def test_public_functions_take_the_subject_first_and_options_by_name(name):
    function = getattr(newslab, name)
    parameters = inspect.signature(function).parameters.values()
    options = [p for p in parameters if p.default is not p.empty and p.kind is not p.KEYWORD_ONLY]
    # load_pipeline(model) has nothing but its subject, which may be left out.
    assert options == [] or name == "load_pipeline"
    assert "Examples\n" in inspect.getdoc(function)
