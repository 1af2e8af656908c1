"""Exports without the articles' words, and the dictionary of the columns."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from exported import TEXT, make_tagged

from newslab import read_codebook
from newslab.errors import InputError
from newslab.export import check_output, write_tables
from newslab.frames import ATTRIBUTIONS, SPEAKERS, make_frame

UNNAMED = "A nurse who asked not to be named"


@pytest.fixture
def tagged():
    return make_tagged()


def with_speakers(tagged, *pairs, joined):
    """The tagging with speakers of these names and identifications, and an attribution to all of them."""
    article = tagged.articles["article_id"][0]
    rows = [
        {
            "article_id": article,
            "speaker": name,
            "speaker_id": name.lower().replace(" ", "-"),
            "identification": how,
        }
        for name, how in pairs
    ]
    row = {
        "article_id": article,
        "attribution": 0,
        "speaker": " & ".join(r["speaker"] for r in rows),
        "speaker_id": " & ".join(r["speaker_id"] for r in rows),
        "identification": joined,
        "source": UNNAMED,
    }
    return replace(tagged, speakers=make_frame(rows, SPEAKERS), attributions=make_frame([row], ATTRIBUTIONS))


def dictionary(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["column"]): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_no_words_of_the_article_are_left(tagged, tmp_path, name):
    write_tables(tagged, tmp_path / name, texts=False)
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert not [word for word in ("wait", "called", "Ms.", "said", "For now") if word in written]
    assert "Ada Orrin" in written


def test_no_words_of_the_article_are_left_in_a_folder(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out", texts=False)
    tables = {path.stem: pd.read_parquet(path) for path in (tmp_path / "out").glob("*.parquet")}
    assert not {"text"} & set(tables["articles"])
    assert not {"content", "cue", "source", "reasons"} & set(tables["attributions"])
    assert not {"aliases", "descriptions"} & set(tables["speakers"])
    assert "We wait" not in "".join(frame.to_csv() for frame in tables.values())


def test_offsets_counts_and_hashes_are_left(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out", texts=False)
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    row = pd.read_parquet(tmp_path / "out" / "attributions.parquet").iloc[0]
    assert articles["text_sha256"][0] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert row["content_sha256"] == hashlib.sha256("“We wait,” … “For now.”".encode()).hexdigest()
    assert [list(map(int, span)) for span in row["content_spans"]] == [[0, 10], [62, 72]]
    assert (row["words"], row["speaker"]) == (4, "Ada Orrin")


def test_json_lines_without_texts(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.jsonl", texts=False)
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert row["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert row["attributions"][0]["content"] == [[0, 10], [62, 72]]
    assert not {"content_text", "source_text", "cue_text", "reasons"} & set(row["attributions"][0])


@pytest.mark.parametrize(
    ("pairs", "joined", "shown"),
    [
        ([("Ada Orrin", "named_person")], "named_person", r"Ada Orrin"),
        ([(UNNAMED, "unnamed")], "unnamed", r"unnamed-[0-9a-f]{12}"),
        ([("the leaked memo", "document")], "document", r"document-[0-9a-f]{12}"),
        (
            [("Ada Orrin", "named_person"), (UNNAMED, "unnamed")],
            "named_person",
            r"Ada Orrin & unnamed-[0-9a-f]{12}",
        ),
        (
            [("Reed & Sons", "named_group"), (UNNAMED, "unnamed")],
            "unnamed",
            r"Reed & Sons & unnamed-[0-9a-f]{12}",
        ),
    ],
)
def test_who_has_no_name_is_called_by_a_hash(tagged, tmp_path, pairs, joined, shown):
    write_tables(with_speakers(tagged, *pairs, joined=joined), tmp_path / "out", texts=False)
    row = pd.read_parquet(tmp_path / "out" / "attributions.parquet").iloc[0]
    speakers = pd.read_parquet(tmp_path / "out" / "speakers.parquet")
    assert pd.Series([row["speaker"]]).str.fullmatch(shown).all()
    assert row["speaker"] == " & ".join(speakers["speaker"])
    assert row["speaker_id"] == " & ".join(speakers["speaker_id"])


def test_what_is_given_stays_as_it_was(tagged, tmp_path):
    before = tagged.attributions.copy()
    write_tables(tagged, tmp_path / "out.csv", texts=False)
    pd.testing.assert_frame_equal(tagged.attributions, before)


@pytest.mark.parametrize("name", ["out.spacy", "out.zip"])
def test_what_holds_texts_cannot_be_written_without(tagged, tmp_path, name):
    if name == "out.zip":
        pytest.importorskip("cassis")
    with pytest.raises(InputError, match="without texts write a folder"):
        check_output(tmp_path / name, texts=False)
    with pytest.raises(InputError, match="without texts write a folder"):
        write_tables(tagged, tmp_path / name, texts=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.dta", "out.sav", "out.zip"])
def test_a_library_that_is_not_there_is_named(tagged, tmp_path, name, monkeypatch):
    monkeypatch.setattr("newslab.export.find_spec", lambda _: None)
    extra = "inception" if name == "out.zip" else "stata-spss"
    with pytest.raises(InputError, match=rf"pip install 'newslab\[{extra}\]'"):
        write_tables(tagged, tmp_path / name)
    write_tables(tagged, tmp_path / "out.csv")


@pytest.mark.parametrize("texts", [True, False])
def test_the_dictionary_has_every_column_of_the_folder(tagged, tmp_path, texts):
    write_tables(tagged, tmp_path / "out", texts=texts)
    listed = dictionary(tmp_path / "out" / "dictionary.csv")
    held = [
        (path.stem, column)
        for path in (tmp_path / "out").glob("*.parquet")
        for column in pd.read_parquet(path).columns
    ]
    assert sorted(listed) == sorted(held)
    assert all(row["meaning"] and row["type"] for row in listed.values())


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("attributions", "kind", "one of: direct; mixed; indirect"),
        ("passages", "kind", "one of: headline; byline; dateline; lead; body; subhead; caption; pull_quote; "
         "table; inset; boilerplate"),
        ("attributions", "side", ""),
        ("attributions", "content", ""),
    ],
)  # fmt: skip
def test_the_dictionary_lists_what_a_column_may_hold(tagged, tmp_path, table, column, allowed):
    write_tables(tagged, tmp_path / "out")
    assert dictionary(tmp_path / "out" / "dictionary.csv")[table, column]["allowed_values"] == allowed


def test_the_dictionary_lists_the_sides_and_actors_of_the_codebook(tagged, tmp_path):
    (tmp_path / "c.yml").write_text(
        "sides:\n  '=Toravia': {speakers: [Zell]}\ndefault: rest\nactors:\n  player: {speakers: [Zell]}\n",
        encoding="utf-8",
    )
    write_tables(replace(tagged, codebook=read_codebook(tmp_path / "c.yml")), tmp_path / "out")
    listed = dictionary(tmp_path / "out" / "dictionary.csv")
    assert listed["speakers", "side"]["allowed_values"] == "one of: =Toravia; rest"
    assert listed["attributions", "side"]["allowed_values"].startswith(
        "one of: =Toravia; rest. A joint source"
    )
    assert listed["attributions", "actor"]["allowed_values"] == "one of: player; other; none"


def test_the_dictionary_is_a_second_sheet(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert (book.sheetnames, book.active.title) == (["attributions", "dictionary"], "attributions")
    rows = list(book["dictionary"].values)
    assert rows[0] == ("table", "column", "type", "meaning", "allowed_values")
    assert [row[1] for row in rows[1:]] == [cell.value for cell in book["attributions"][1]]
    assert {row[0] for row in rows[1:]} == {"attributions"}
