"""Speakers are put under sides, and the rest of the file stays as it is."""

from __future__ import annotations

import pathlib

import pytest

from newslab.errors import InputError
from newslab.tagging.codebook import codebook_of
from newslab.tagging.side import Codebook, Side
from newslab.widgets.drafting import assign, text_of

ROOT = pathlib.Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "newslab/data/presets").glob("*.yml")),
    ROOT / "newslab/data/sample/codebook.yml",
    ROOT / "tests/data/campaign.yml",
    ROOT / "tests/data/us-campaign-2016.yml",
]
WITH_SIDES = [path for path in FILES if "\nsides:" in path.read_text(encoding="utf-8")]
TEXT = """\
# head
title: Dam   # t
sides:
  # about north
  North:
    speakers:
      - Ana Ruiz   # mayor
      # the deputies
      - Tom Dunn
      - "Moll: Eva"  # odd
    # below the list
    patterns: ['\\bX\\b']

  South: {nationalities: [Sweden], speakers: [Bo Li]}  # flow
# the end
default: other
"""


def lines_changed(before, after):
    """The lines that only one of two texts has, without white space around them."""
    old, new = ([line.strip() for line in text.splitlines()] for text in (before, after))
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("path", WITH_SIDES, ids=lambda path: path.stem)
def test_nothing_but_the_new_name_changes_in_a_real_file(path):
    text = path.read_text(encoding="utf-8")
    sides = codebook_of(text).sides
    after = assign(text, ["Zora Quist"], codebook_of(text).rules[0].name)
    gone, new = lines_changed(text, after)
    # Its own line, and "speakers:" where there was none; or the line of a list in brackets.
    assert len(gone) <= 1
    assert len(new) <= 2
    assert [line.partition("#")[2] for line in gone] in ([], [new[-1].partition("#")[2]])
    assert codebook_of(after).side_of("Zora Quist")[0] == sides[0]


@pytest.mark.parametrize(
    ("name", "side", "gone", "new"),
    [
        ("Zora Quist", "North", [], ["- Zora Quist"]),
        ("Mayor Ana Ruiz", "North", [], []),
        ("Tom Dunn", None, ["- Tom Dunn"], []),
        ("Moll: Eva", None, ['- "Moll: Eva"  # odd'], []),
        ("Ana Ruiz", None, ["- Ana Ruiz   # mayor"], []),
        ("Zora: x #y", "East", [], ["East:", "- 'Zora: x #y'"]),
    ],
)
def test_one_step_changes_one_name(name, side, gone, new):
    after = assign(TEXT, [name], side)
    assert lines_changed(TEXT, after) == (gone, new)
    codebook_of(after)


def test_a_speaker_changes_sides():
    codebook = codebook_of(assign(TEXT, ["Bo Li", "Ana Ruiz"], "North"))
    assert [side.speakers for side in codebook.rules] == [("Ana Ruiz", "Tom Dunn", "Moll: Eva", "Bo Li"), ()]


def test_comments_stay_where_they_are():
    after = assign(assign(TEXT, ["Zora Quist"], "North"), ["Ana Ruiz"], "South")
    comments = [
        "# head",
        "# about north",
        "# the deputies",
        "# odd",
        "# below the list",
        "# flow",
        "# the end",
    ]
    places = [after.index(comment) for comment in comments]
    assert places == sorted(places)
    assert after.index("Zora Quist") < after.index("# below the list")


def test_a_side_without_any_rule_is_refused():
    with pytest.raises(InputError, match="all that the side 'A' has"):
        assign("sides: {A: {speakers: [Bo Li]}, B: {patterns: [x]}}", ["Bo Li"], "B")


def test_what_is_no_yaml_is_refused():
    with pytest.raises(InputError, match="cannot be read as YAML"):
        assign("sides: [", ["Bo Li"], "B")


def test_an_empty_file_gets_a_first_side():
    codebook = codebook_of(assign("", ["Bo Li"], "A"))
    assert codebook.rules == (Side("A", speakers=("Bo Li",)),)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_codebook_without_its_file_is_written_anew(path):
    codebook = codebook_of(path.read_text(encoding="utf-8"))
    again = codebook_of(text_of(codebook))
    assert {**vars(again), "sha256": ""} == {**vars(codebook), "sha256": ""}


def test_no_codebook_is_no_text():
    assert text_of(None) == ""
    assert isinstance(codebook_of("sides: {A: {patterns: [x]}}"), Codebook)
