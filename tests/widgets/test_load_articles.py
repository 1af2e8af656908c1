"""Articles are read by controls as `read_articles` reads them."""

from __future__ import annotations

import datetime
import io
import json

import pandas as pd
import pytest
from hostile import ALL
from test_visible import Shown

from newslab import load_articles, read_articles
from newslab.errors import InputError
from newslab.loading.find import Found
from newslab.widgets.choosing import first_records, guessed

ROWS = [
    {"Paper": "Harbour Post", "Story": "Ships wait.", "Date": "2025-03-04"},
    {"Paper": "Post", "Story": "No."},
]
CSV = "Paper;Story;Date\nHarbour Post;Ships wait.;4/3/2025\nThe Lantern;;2025-03-05\n"


def workbook():
    file = io.BytesIO()
    pd.DataFrame(ROWS).to_excel(file, index=False)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", pd.DataFrame(ROWS).to_csv(index=False).encode()),
        ("a.jsonl", "\n".join(map(json.dumps, ROWS)).encode()),
        ("a.json", json.dumps(ROWS).encode()),
        ("a.parquet", pd.DataFrame(ROWS).to_parquet()),
        ("a.xlsx", workbook()),
    ],
)
def test_first_records_of_each_format(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    records = first_records(Found(tmp_path / name))
    assert [(record["Paper"], record["Story"]) for record in records] == [
        ("Harbour Post", "Ships wait."),
        ("Post", "No."),
    ]


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b"Ships wait."), ("a.xlsx", b"PK\x03\x04broken"), ("a.json", b"{")]
)
def test_files_without_fields_have_none_to_choose_from(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert first_records(Found(tmp_path / name)) == []


def test_fields_are_guessed_as_they_are_read():
    assert guessed(["Body", "Newspaper", "x"])["text"] == "Body"
    assert guessed(["x"])["text"] == ""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def read(loader, **columns):
    for column, field in columns.items():
        loader.columns[column].value = field
    loader.read.click()
    return loader


def test_it_reads_what_the_function_reads(path):
    loader = load_articles(path=path)
    loader.day_first.value = True
    read(loader, text="Story", outlet="Paper")
    expected = read_articles(path, columns={"text": "Story", "outlet": "Paper"}, day_first=True)
    pd.testing.assert_frame_equal(loader.articles, expected)


def test_problems_and_warnings_are_listed(path):
    loader = read(load_articles(path=path), text="Story")
    assert "1 article read" in loader.message.value
    assert "Its text is empty" in loader.problems.value
    assert "could not be read without guessing" in loader.problems.value


def test_the_first_rows_are_shown_and_fields_guessed(path):
    loader = load_articles(path=path)
    assert Shown(loader.preview.value).text.startswith("a.csv: CSV")
    assert "Ships wait." in loader.preview.value
    assert loader.columns["published"].label == "as found: Date"
    assert loader.columns["title"].label == "none found"


def test_uploaded_files_are_read_and_written_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    loader = load_articles()
    file = {"name": "../a.csv", "content": memoryview(CSV.encode()), "type": "text/csv", "size": len(CSV)}
    loader.upload.set_trait("value", ({**file, "last_modified": datetime.datetime(2025, 3, 1)},))
    read(loader, text="Story", outlet="Paper")
    assert loader.articles[["outlet", "origin"]].values.tolist()[0] == ["Harbour Post", "a.csv"]
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told(tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text("Ships wait.", encoding="utf-8")
    loader = load_articles(path=tmp_path)
    seen = []
    loader.progress.observe(lambda change: seen.append(change.new), names="value")
    loader.read.click()
    assert seen == [1, 2, 3]
    assert loader.progress.max == 3
    assert len(loader.articles) == 3


@pytest.mark.parametrize("path", ["", "nowhere.csv"])
def test_what_is_not_there_is_told_of(path):
    loader = load_articles()
    loader.path.value = path
    loader.show.click()
    assert 'role="alert"' in loader.message.value
    with pytest.raises(InputError, match="press Read"):
        _ = loader.articles


def test_one_field_cannot_be_two_columns(path):
    loader = read(load_articles(path=path), text="Story", title="Story")
    assert "was chosen for text and for title" in loader.message.value


def test_hostile_fields_are_shown_and_not_run(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({ALL: ALL, "text": ""}), encoding="utf-8")
    loader = load_articles(path=path)
    loader.read.click()
    html = loader.preview.value + loader.message.value + loader.problems.value
    assert {tag for tag, _ in Shown(html).tags} <= {
        "p",
        "table",
        "tr",
        "th",
        "td",
        "bdi",
        "div",
        "ul",
        "li",
        "span",
    }
    assert max(len(label) for label in loader.columns["text"]._options_labels) <= 60


def test_without_widgets_there_is_a_sentence():
    assert "newslab.read_articles(path)" in load_articles()._repr_mimebundle_()["text/plain"]
