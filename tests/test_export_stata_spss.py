"""Attributions to Stata and SPSS and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest
from exported import SPLIT, make_tagged
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.errors import InputError
from newslab.export import write_tables
from newslab.frames import ATTRIBUTIONS, make_frame

pyreadstat = pytest.importorskip("pyreadstat", reason="the extra stata-spss is not installed")
BOTH = pytest.mark.parametrize("name", ["out.dta", "out.sav"])
HOSTILE = [
    "=1+1",
    "a\r\nb\tc\rd",
    "‘’“” … é 你 🎈👩‍👩‍👧",
    "'; DROP TABLE x; --",
    "\u202eabc",
    '{"a": "b"}',
    "x" * 3000,
]


@pytest.fixture
def tagged():
    return make_tagged()


def written(tagged, path, **options):
    write_tables(tagged, path, **options)
    read = pyreadstat.read_dta if path.suffix == ".dta" else pyreadstat.read_sav
    return read(path)


def one(tagged, **values):
    """The tagging with one attribution that has these values."""
    row = {"article_id": tagged.articles["article_id"][0], **SPLIT, **values}
    return replace(tagged, attributions=make_frame([row], ATTRIBUTIONS))


@BOTH
def test_columns_have_their_names_and_meanings(tagged, tmp_path, name):
    frame, meta = written(tagged, tmp_path / name)
    assert list(frame) == ATTRIBUTIONS.names
    assert meta.column_labels == [column.meaning for column in ATTRIBUTIONS.columns]


def test_names_and_labels_are_short_enough_for_stata():
    assert max(len(column.name) for column in ATTRIBUTIONS.columns) <= 32
    assert max(len(column.meaning) for column in ATTRIBUTIONS.columns) <= 80


@BOTH
def test_a_closed_list_is_numbers_with_labels(tagged, tmp_path, name):
    frame, meta = written(one(tagged, kind="mixed", passage="body"), tmp_path / name)
    assert (frame["kind"][0], frame["passage"][0]) == (2, 5)
    assert meta.variable_value_labels["kind"] == {1: "direct", 2: "mixed", 3: "indirect"}
    assert meta.variable_value_labels["passage"][5] == "body"
    labelled = {column.name for column in ATTRIBUTIONS.columns if column.values}
    assert set(meta.variable_value_labels) == labelled


@BOTH
def test_numbers_and_what_is_missing(tagged, tmp_path, name):
    frame, _ = written(tagged, tmp_path / name)
    assert frame["words"].tolist() == [4, 4]
    assert (pd.isna(frame["within"][0]), frame["within"][1]) == (True, 0)
    assert frame["confidence"].tolist() == [0.5, 0.5]
    assert frame["position"].isna().all()
    assert frame["role"].isna().all()
    assert frame["side"].fillna("").tolist() == ["", "Toravia"]


def test_spss_counts_an_empty_text_as_missing(tagged, tmp_path):
    frame, _ = written(tagged, tmp_path / "out.sav")
    assert frame["side"].isna().tolist() == [True, False]


def test_spss_takes_missing_values_of_short_texts_only(tagged, tmp_path):
    long = replace(tagged, attributions=tagged.attributions.assign(source=["x" * 256, None]))
    frame, _ = written(long, tmp_path / "out.sav")
    assert frame["source"].tolist() == ["x" * 256, ""]


@BOTH
def test_spans_and_reasons_are_json(tagged, tmp_path, name):
    frame, _ = written(tagged, tmp_path / name)
    assert frame["content_spans"][0] == "[[0, 10], [62, 72]]"
    assert json.loads(frame["reasons"][0]) == SPLIT["reasons"]


@BOTH
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(tagged, tmp_path, name, text):
    assert written(one(tagged, content=text), tmp_path / name)[0]["content"][0] == text


@BOTH
@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=300))
def test_any_text_whatever_comes_back(tmp_path_factory, name, text):
    frame, _ = written(one(make_tagged(), content=text), tmp_path_factory.mktemp("out") / name)
    # SPSS fills texts up with blanks, so that it cannot tell those at their end.
    assert frame["content"].fillna("")[0].rstrip(" ") == text.rstrip(" ")


@BOTH
@pytest.mark.parametrize(("text", "kept"), [("a\x00b", "a\ufffdb"), ("a\ud83cb", "a\ufffdb")])
def test_what_would_end_a_text_is_marked(tagged, tmp_path, name, text, kept):
    assert written(one(tagged, content=text), tmp_path / name)[0]["content"][0] == kept


def test_stata_holds_long_texts_whole(tagged, tmp_path):
    frame, meta = written(one(tagged, content="ö" * 40_000), tmp_path / "out.dta")
    assert frame["content"][0] == "ö" * 40_000
    assert meta.original_variable_types["content"] == "%-9s"


def test_spss_says_which_text_is_too_long(tagged, tmp_path):
    assert len(written(one(tagged, content="x" * 32_767), tmp_path / "out.sav")[0]["content"][0]) == 32_767
    with pytest.raises(InputError, match=r"content of attribution 0 in article .* has 32768 bytes"):
        write_tables(one(tagged, content="ö" * 16_384), tmp_path / "long.sav")
    assert not (tmp_path / "long.sav").exists()


@BOTH
def test_joint_speakers(tagged, tmp_path, name):
    joint = one(tagged, speaker="Ada Orrin & Zell", side="Toravia & unassigned")
    frame, _ = written(joint, tmp_path / name)
    assert (frame["speaker"][0], frame["side"][0]) == ("Ada Orrin & Zell", "Toravia & unassigned")


@BOTH
def test_a_value_outside_a_closed_list_is_named(tagged, tmp_path, name):
    with pytest.raises(InputError, match="kind is 'shouted' in the attributions; it can be direct, mixed"):
        write_tables(one(tagged, kind="shouted"), tmp_path / name)


@BOTH
def test_no_attributions(tagged, tmp_path, name):
    frame, meta = written(replace(tagged, attributions=make_frame([], ATTRIBUTIONS)), tmp_path / name)
    assert (len(frame), list(frame)) == (0, ATTRIBUTIONS.names)
    assert meta.column_labels == [column.meaning for column in ATTRIBUTIONS.columns]


@BOTH
def test_without_texts(tagged, tmp_path, name):
    frame, _ = written(tagged, tmp_path / name, texts=False)
    assert "content_sha256" in frame
    assert not {"content", "cue", "source", "reasons"} & set(frame)


@BOTH
def test_the_file_tells_no_time(tagged, tmp_path, name):
    _, meta = written(tagged, tmp_path / name)
    assert meta.creation_time.year == 1980
