"""Tables to files."""

from __future__ import annotations

import csv
import json
import time
import warnings
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from exported import SPLIT, make_tagged

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.export import article_names, write_tables
from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
from newslab.tagged import Tagged

ALL = ["out.csv", "out.xlsx", "out.jsonl", "out", "out.dta", "out.sav", "out.spacy", "out.zip"]


@pytest.fixture(autouse=True)
def _libraries(request):
    """Skip what needs a library of an extra that is not installed."""
    name = getattr(request.node, "callspec", None)
    needed = {"out.dta": "pyreadstat", "out.sav": "pyreadstat", "out.zip": "cassis"}
    library = needed.get(name.params.get("name") if name else None)
    if library:
        pytest.importorskip(library)


@pytest.fixture
def tagged():
    return make_tagged()


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_jsonl_holds_every_article_in_order(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.jsonl")
    rows = lines(tmp_path / "out.jsonl")
    assert [(row["id"], len(row["attributions"])) for row in rows] == [("a-1", 1), ("b", 0)]


def test_jsonl_attribution(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.jsonl")
    found = lines(tmp_path / "out.jsonl")[0]["attributions"][0]
    assert found["source"] == [[16, 25]]
    assert found["content"] == [[0, 10], [62, 72]]
    assert found["content_text"] == "“We wait,” … “For now.”"
    assert (found["source_text"], found["cue_text"]) == ("Ms. Orrin", "said")
    assert (found["side"], found["within"], found["words"]) == (None, None, 4)
    assert found["reasons"] == SPLIT["reasons"]
    renamed = {"article_id", "content_spans", "cue_spans", "source_spans"}
    assert set(found) == (set(ATTRIBUTIONS.names) - renamed) | {"source_text", "cue_text", "content_text"}


def test_jsonl_with_inner_attributions(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.jsonl", inner=True)
    found = lines(tmp_path / "out.jsonl")[0]["attributions"]
    assert [(a["attribution"], a["within"], a["side"]) for a in found] == [(0, None, None), (1, 0, "Toravia")]


def test_csv_holds_spans_as_json(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ATTRIBUTIONS.names
    assert rows[0]["content_spans"] == "[[0, 10], [62, 72]]"
    assert json.loads(rows[0]["reasons"]) == SPLIT["reasons"]
    assert (rows[0]["within"], rows[1]["within"], rows[0]["words"]) == ("", "0", "4")


def test_csv_keeps_any_text(tagged, tmp_path):
    odd = 'a,"b"\r\nc\rd\n=1+1;\t'
    attributions = tagged.attributions.assign(content=odd)
    write_tables(replace(tagged, attributions=attributions), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["content"] for row in csv.DictReader(file)] == [odd, odd]


@pytest.mark.parametrize("content", ["=1+1", "+1", "-1", "@SUM(1)", "#N/A", '=HYPERLINK("x")', "1.0", "TRUE"])
def test_xlsx_holds_texts_never_formulas(tagged, tmp_path, content):
    attributions = tagged.attributions.assign(content=content)
    write_tables(replace(tagged, attributions=attributions), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    header = [cell.value for cell in sheet[1]]
    cell = sheet[2][header.index("content")]
    assert (cell.value, cell.data_type) == (content, "s")


def test_xlsx_numbers_are_numbers(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    row = dict(zip((c.value for c in sheet[1]), (c.value for c in sheet[3]), strict=True))
    assert (row["words"], row["within"], row["confidence"], row["side"]) == (4, 0, 0.5, "Toravia")
    assert row["source_spans"] == "[[16, 25]]"


def test_xlsx_survives_characters_that_xml_cannot_hold(tagged, tmp_path):
    attributions = tagged.attributions.assign(content="a\x00b\x1f")
    write_tables(replace(tagged, attributions=attributions), tmp_path / "out.xlsx")
    assert "a\ufffdb\ufffd" in {
        cell.value for cell in openpyxl.load_workbook(tmp_path / "out.xlsx").active[2]
    }


def test_xlsx_says_what_was_cut(tagged, tmp_path):
    attributions = tagged.attributions.assign(content="x" * 40_000)
    with pytest.warns(UserWarning, match="2 cells were cut"):
        write_tables(replace(tagged, attributions=attributions), tmp_path / "out.xlsx")


def test_folder_holds_every_table(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out")
    tables = {"articles": ARTICLES, "attributions": ATTRIBUTIONS, "speakers": SPEAKERS}
    for name, table in {**tables, "passages": PASSAGE_TABLE, "skipped": SKIPPED}.items():
        frame = pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
        assert frame.columns.tolist() == table.names
        assert len(frame) == len(getattr(tagged, name))
    assert json.loads((tmp_path / "out" / "provenance.json").read_text(encoding="utf-8")) == tagged.provenance


def test_parquet_keeps_values(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "attributions.parquet")
    assert [list(map(int, span)) for span in frame["content_spans"][0]] == [[0, 10], [62, 72]]
    assert dict(frame["reasons"][0]) == SPLIT["reasons"]
    assert pd.isna(frame["within"][0])
    assert frame["side"][1] == "Toravia"
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert articles["text"].tolist() == tagged.articles["text"].tolist()


@pytest.mark.parametrize("name", ALL)
def test_same_input_gives_the_same_bytes(tagged, tmp_path, name, monkeypatch):
    def written(target):
        write_tables(tagged, target)
        found = sorted(target.iterdir()) if target.is_dir() else [target]
        return [path.read_bytes() for path in found]

    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = written(tmp_path / "one" / name)
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    time.sleep(1.1 if name == "out.xlsx" else 0)
    assert written(tmp_path / "two" / name) == one


@pytest.mark.parametrize("name", ALL)
def test_nothing_tagged_is_written_too(tagged, tmp_path, name):
    empty = Tagged(*(make_frame([], t) for t in (ARTICLES, ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    write_tables(empty, tmp_path / name)
    assert (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "out.docx",
            r"out.docx ends in .docx; it can end in .csv, .xlsx, .*, .zip, or be a folder",
        ),
        ("missing/out.csv", "the folder .*missing does not exist"),
        ("missing/out", "the folder .*missing does not exist"),
        ("file", "is a file; name a folder"),
        ("folder.csv", "holds other files"),
    ],
)
def test_impossible_target(tagged, tmp_path, name, message):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "folder.csv" / "thesis.docx").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        write_tables(tagged, tmp_path / name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.csv"]


@pytest.mark.parametrize("name", ALL)
def test_failure_leaves_nothing(tagged, tmp_path, name):
    broken = replace(tagged, attributions=tagged.attributions.drop(columns="cue"))
    with pytest.raises(InputError, match="lacks the column cue"):
        write_tables(broken, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("records", "names"),
    [
        ([("a.jsonl", "x7"), ("a.jsonl", "x8")], ["x7", "x8"]),
        ([("a/lease.txt", "lease"), ("b/lease.txt", "lease")], ["lease", "lease-2"]),
        ([("a.csv", "row 2"), ("a.csv", "row 3")], ["a.csv:2", "a.csv:3"]),
        ([("a.jsonl", "line 1")], ["a.jsonl"]),
        ([("a.jsonl", "7"), ("b.jsonl", "7"), ("c.jsonl", "7-2")], ["7", "7-3", "7-2"]),
    ],
)
def test_names_of_articles(records, names):
    frame = articles_frame(Article(text="x", origin=origin, record=record) for origin, record in records)
    assert article_names(frame) == names


def test_article_of_nowhere_is_named_by_its_id():
    frame = articles_frame([Article(text="x")])
    assert article_names(frame) == frame["article_id"].tolist()


def test_writing_warns_of_nothing(tagged, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in ("out.csv", "out.xlsx", "out.jsonl", "out"):
            write_tables(tagged, tmp_path / name)
