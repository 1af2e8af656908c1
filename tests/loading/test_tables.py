"""Tables and JSON: Excel, Parquet, JSON, and the fields that a user names."""

from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest
from documents import xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.errors import InputError
from newslab.loading import read_articles

# The libraries load at first use.
SLOW = settings(deadline=None, max_examples=25)
# What XML can hold; openpyxl refuses the rest when it writes.
CELLS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).filter(str.strip)


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@SLOW
@given(st.lists(CELLS, min_size=1, max_size=5))
def test_excel_comes_back(tmp_path_factory, texts):
    # openpyxl takes what begins with = for a formula.
    texts = [f"a{text}" for text in texts]
    path = write(tmp_path_factory.mktemp("xlsx"), "a.xlsx", xlsx(Sheet=[["text"], *[[t] for t in texts]]))
    assert read_articles(path)["text"].tolist() == texts


@SLOW
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_parquet_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("parquet") / "a.parquet"
    pd.DataFrame({"text": texts, "published": pd.Timestamp("2025-03-04", tz="UTC")}).to_parquet(path)
    frame = read_articles(path)
    assert frame["text"].tolist() == texts
    assert frame["record"][0] == "row 1"
    assert frame["published"].dt.day.tolist() == [4] * len(texts)


@SLOW
@given(
    st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_json_comes_back(tmp_path_factory, texts, indent, within):
    records = [{"text": text} for text in texts]
    value = {"status": "ok", "articles": records} if within else records
    path = write(tmp_path_factory.mktemp("json"), "a.json", json.dumps(value, indent=indent))
    assert read_articles(path)["text"].tolist() == texts


@pytest.mark.parametrize(
    ("value", "records", "texts"),
    [
        ([{"body": "one"}, {"id": 7, "body": "two"}], ["item 1", "7"], ["one", "two"]),
        ({"title": "Lease", "body": "one"}, ["item 1"], ["one"]),
        ({"count": 1, "results": [{"content": "one"}], "tags": ["x"]}, ["item 1"], ["one"]),
        ({"a1": {"body": "one"}, "a2": {"body": "two"}}, ["a1", "a2"], ["one", "two"]),
        ([{"body": "one"}, 3, "x"], ["item 1", "item 2", "item 3"], ["one", None, None]),
        ({"a": [{"body": "one"}], "b": [{"body": "two"}]}, ["a item 1", "b item 1"], ["one", "two"]),
    ],
)
def test_shapes_of_json(tmp_path, value, records, texts):
    frame = read_articles(write(tmp_path, "a.json", json.dumps(value)))
    assert frame["record"].tolist() == records
    assert frame["text"].tolist() == texts


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"status": "error"}, "The file holds no list of articles with a text; its fields are status."),
        (3, "The file holds a int; articles are objects, {…}, one or in a list."),
        ([], "The file holds no articles."),
    ],
)
def test_json_without_articles(tmp_path, value, problem):
    (found,) = read_articles(write(tmp_path, "a.json", json.dumps(value)))["problem"]
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", '[{"text": "Ships wait."}]'),
        ("a.json", '{"text": "Ships wait."}\n{"text": "x"}\n'),
        ("a.jsonl", '[\n{"text": "Ships wait."}\n]'),
        ("a", '{\n"text": "Ships wait."\n}'),
        ("export.txt", "Headline\tBody\nLease\tShips wait.\n"),
    ],
)
def test_what_a_file_holds_counts_and_not_its_name(tmp_path, name, content):
    assert read_articles(write(tmp_path, name, content))["text"][0] == "Ships wait."


@pytest.mark.parametrize("text", ["[Applause] Ships wait.", '{"Ships wait."', "Text, body\n\nShips wait."])
def test_plain_text_stays_plain(tmp_path, text):
    frame = read_articles(write(tmp_path, "a.txt", text))
    assert frame["text"].tolist() == [text]


def test_sheets_of_a_workbook(tmp_path):
    sheets = {
        "News": [["Newspaper", "Body", "Date"], ["Harbour Post", "Ships wait.", dt.datetime(2025, 3, 4)], []],
        "More": [["text"], ["Ships left."]],
        "Notes": [["remark"], ["none"]],
        "Empty": [],
    }
    frame = read_articles(write(tmp_path, "a.xlsx", xlsx(**sheets)))
    assert frame["record"].tolist() == ["News row 2", "More row 2", "Notes"]
    assert frame["text"].tolist() == ["Ships wait.", "Ships left.", None]
    assert frame["published"][0] == pd.Timestamp("2025-03-04", tz="UTC")
    assert frame["problem"][2].startswith(
        "No column of the sheet Notes holds the text; the columns are remark."
    )


def test_a_row_wider_than_its_header_is_a_problem(tmp_path):
    frame = read_articles(write(tmp_path, "a.xlsx", xlsx(S=[["id", "text"], [1, "one"], [2, "two", "x"]])))
    assert frame["text"].tolist() == ["one", None]
    assert frame["problem"][1] == "Row 3 has 3 cells where the header has 2; name every column."


def test_a_full_cell_is_told(tmp_path):
    path = write(tmp_path, "a.xlsx", xlsx(S=[["text"], ["x" * 32_767]]))
    with pytest.warns(UserWarning, match="1 texts fill a spreadsheet's cell"):
        assert len(read_articles(path)["text"][0]) == 32_767


TABLES = {
    "a.csv": b"Lead,Body,When\nfirst,Ships wait.,04/03/2025\n",
    "a.json": json.dumps([{"Lead": "first", "Body": "Ships wait.", "When": "04/03/2025"}]).encode(),
    "a.jsonl": json.dumps({"Lead": "first", "Body": "Ships wait.", "When": "04/03/2025"}).encode(),
    "a.xlsx": xlsx(S=[["Lead", "Body", "When"], ["first", "Ships wait.", "04/03/2025"]]),
}


@pytest.mark.parametrize("name", TABLES)
def test_fields_that_the_user_names(tmp_path, name):
    path = write(tmp_path, name, TABLES[name])
    given = {"text": "Lead", "published": "When"}
    frame = read_articles(path, columns=given, day_first=True)
    assert frame["text"].tolist() == ["first"]
    assert frame["published"].tolist() == [pd.Timestamp("2025-03-04", tz="UTC")]
    assert read_articles(path)["text"].tolist() == ["Ships wait."]


def test_a_named_field_that_is_not_there_is_told(tmp_path):
    path = write(tmp_path, "a.csv", "Body\nShips wait.\n")
    with pytest.warns(UserWarning, match="has no field 'Story', which columns= names"):
        assert read_articles(path, columns={"text": "Story"})["text"].tolist() == ["Ships wait."]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"columns": {"txt": "Body"}}, "A column in columns is 'txt'.*Did you mean 'text'"),
        ({"columns": {"text": 3}}, "columns gives 3 for text"),
        ({"day_first": "yes"}, "day_first is 'yes'"),
    ],
)
def test_options_are_checked(tmp_path, options, message):
    with pytest.raises(InputError, match=message):
        read_articles(write(tmp_path, "a.csv", "text\nx\n"), **options)
