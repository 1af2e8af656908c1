"""Files to the articles frame, end to end."""

from __future__ import annotations

import csv
import json
import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.errors import InputError
from newslab.frames import ARTICLES
from newslab.loading import FAMILIES, load_sample, read_articles

# Characters that a file can hold; NUL makes a file binary.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
DEEP = "Line 1 is not JSON that can be read: its numbers or lists are too deep or long."
NO_TEXT = (
    'No column of the header holds the text; the columns are id, headline. Name the one with the text "text".'
)
NAMES = ", ".join(family.name for family in FAMILIES)
LISTS = st.lists(TEXTS, min_size=1, max_size=5)


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@given(TEXTS)
def test_plain_text_comes_back(tmp_path_factory, text):
    path = write(tmp_path_factory.mktemp("plain"), "a.txt", text.removeprefix("\ufeff") or "x")
    assert read_articles(path)["text"].tolist() == [text.removeprefix("\ufeff") or "x"]


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5), st.booleans())
def test_json_lines_come_back(tmp_path_factory, texts, ascii_only):
    # JSON can hold NUL as well.
    rows = "".join(json.dumps({"text": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    assert read_articles(write(tmp_path_factory.mktemp("json"), "a.jsonl", rows))["text"].tolist() == texts


@given(LISTS, st.sampled_from([",", ";", "\t"]))
def test_csv_comes_back(tmp_path_factory, texts, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([["id", "text"], *([i, text] for i, text in enumerate(texts))])
    assert read_articles(path)["text"].tolist() == texts


@given(LISTS)
def test_csv_of_pandas_comes_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("pandas") / "a.csv"
    # Without quotation marks around every cell, a lone \r ends the row.
    texts = [text.replace("\r", "") or "x" for text in texts]
    texts = [text if text.strip() else "x" for text in texts]
    pd.DataFrame({"outlet": "The Lantern", "text": texts}).to_csv(path, index=False)
    assert read_articles(path)["text"].tolist() == texts


@given(st.lists(st.one_of(st.just("{"), st.just("[]"), st.just('{"text": ""}'), st.just('{"text": "x"}'))))
def test_every_json_line_is_a_row(tmp_path_factory, lines):
    frame = read_articles(
        write(tmp_path_factory.mktemp("rows"), "a.jsonl", "\n".join([*lines, '{"text": "end"}']))
    )
    assert len(frame) == len(lines) + 1
    assert (frame["text"].isna() == frame["problem"].notna()).all()


def test_formats_side_by_side(tmp_path):
    write(tmp_path, "a.csv", "media_name;body;publish_date\nHarbour Post;Ships wait.;2025-03-04\n")
    write(tmp_path, "b.jsonl", '{"publisher": "The Lantern", "content": "Ships left.", "id": "x7"}\n\n')
    write(tmp_path, "Gazette/c.TXT", "Ships came.")
    frame = read_articles(tmp_path)
    assert frame.columns.tolist() == ARTICLES.names
    assert frame["outlet"].tolist() == ["Gazette", "Harbour Post", "The Lantern"]
    assert frame["record"].tolist() == ["c.TXT", "row 2", "x7"]
    assert frame["text"].tolist() == ["Ships came.", "Ships wait.", "Ships left."]
    assert frame["origin"].tolist() == [
        f"{tmp_path.as_posix()}/{n}" for n in ("Gazette/c.TXT", "a.csv", "b.jsonl")
    ]


def test_file_named_alone_has_no_outlet(tmp_path):
    assert read_articles(write(tmp_path, "Gazette/c.txt", "x"))["outlet"].tolist() == [None]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", "", "The file is empty."),
        ("a.txt", " \n", "The file is empty."),
        ("a.txt", b"\0\1\2", "The file holds no text in any known encoding; it looks like binary data."),
        ("a.docx", "x", f".docx is not read, and it holds none of: {NAMES}."),
        ("README", "x", f"A file without ending is not read, and it holds none of: {NAMES}."),
        ("a.pdf", "", "The file is empty."),
        ("a.json", '{"a": 1', "The file is not valid JSON: Expecting ',' delimiter at line 1, character 8."),
        ("a.jsonl", '{"text": "x"', "Line 1 is not valid JSON: Expecting ',' delimiter at character 13."),
        ("a.jsonl", "[1]", "Line 1 holds a list; an article is one JSON object, {…}, on its line."),
        ("a.jsonl", "[" * 100_000, DEEP),
        ("a.csv", "id,headline\n1,x\n", NO_TEXT),
        ("a.csv", "id,text\n1,\n", "Its text is empty; its fields are id, text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_row(tmp_path, name, content, problem):
    write(tmp_path, name, content)
    write(tmp_path, "z.txt", "Ships wait.")
    frame = read_articles(tmp_path)
    assert frame["problem"].tolist() == [problem, None]
    assert frame["text"].tolist() == [None, "Ships wait."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'article_id,content,content_spans\na1,“Yes”,"[[0, 5]]"\na1,“No”,"[[9, 13]]"\n'),
        ("a.tsv", "article_id\tcontent\tcontent_spans\na1\t“Yes”\t[[0, 5]]\n"),
        (
            "a.jsonl",
            '{"id": "a1", "attributions": []}\n{"id": "a2", "attributions": [{"content": [[0, 5]]}]}\n',
        ),
    ],
)
def test_what_newslab_wrote_is_one_row(tmp_path, name, content):
    frame = read_articles(write(tmp_path, name, content))
    assert frame["text"].tolist() == [None]
    assert "this is what newslab tag wrote; name the articles' own folder" in frame["problem"][0]


def test_articles_between_lines_that_newslab_wrote_are_read(tmp_path):
    own = '{"id": "a", "attributions": []}\n'
    frame = read_articles(write(tmp_path, "a.jsonl", f'{own}{{"text": "x", "attributions": []}}\n{own}'))
    assert frame["text"].tolist() == ["x", None]
    assert frame["problem"][1].startswith("2 lines, the first line 1, hold attributions without a text")


def test_problem_names_its_line(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "x"}\n\nnonsense\n{"text": "y"}\n')
    frame = read_articles(path)
    assert frame["record"].tolist() == ["line 1", "line 3", "line 4"]
    assert frame["problem"][1].startswith("Line 3 is not valid JSON")


def test_ragged_rows_name_their_lines(tmp_path):
    path = write(tmp_path, "a.csv", 'id,text\n1,"one\ntwo"\n2\n3,x,y\n4,four\n')
    frame = read_articles(path)
    assert frame["text"].tolist() == ["one\ntwo", None, None, "four"]
    assert frame["problem"][1].startswith("Row 3 (line 4) has 1 cells where the header has 2")
    assert frame["problem"][2].startswith("Row 4 (line 5) has 3 cells where the header has 2")


def test_quotation_mark_that_never_closes_is_said(tmp_path):
    frame = read_articles(write(tmp_path, "a.csv", 'text,id\n"one,1\ntwo,2\nthree,3\n'))
    assert frame["problem"][0].startswith("Row 2 (lines 2 to 4) has 1 cells")


def test_long_cell_is_read_and_the_limit_put_back(tmp_path):
    before = csv.field_size_limit()
    text = "word " * 60_000
    assert read_articles(write(tmp_path, "a.csv", f"text\n{text}\n"))["text"].tolist() == [text]
    assert csv.field_size_limit() == before


def test_files_without_any_text_are_returned(tmp_path):
    write(tmp_path, "a.txt", "")
    assert read_articles(tmp_path)["problem"].tolist() == ["The file is empty."]


def test_missing_path_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        read_articles(tmp_path / "nowhere")


def test_other_encoding_is_read_and_said(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "café – “Yes”"}'.encode("cp1252"))
    with pytest.warns(UserWarning, match="cp1252"):
        assert read_articles(path)["text"].tolist() == ["café – “Yes”"]


def test_moving_files_changes_no_id(tmp_path):
    write(tmp_path, "one/a.txt", "Ships wait.")
    write(tmp_path, "two/b/c.jsonl", '{"body": "Ships wait."}')
    one, two = read_articles(tmp_path / "one"), read_articles(tmp_path / "two" / "b" / "c.jsonl")
    assert one["article_id"].tolist() == two["article_id"].tolist()


def test_broken_link_is_a_row(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert read_articles(tmp_path)["problem"][0].startswith("The file cannot be opened: No such file")


def test_json_lines_are_parted_at_line_feeds_alone(tmp_path):
    path = write(tmp_path, "a.jsonl", '{"text": "one\u2028two\u0085three"}\r\n{"text": "x"}\r\n')
    assert read_articles(path)["text"].tolist() == ["one\u2028two\u0085three", "x"]


def test_reading_twice_gives_the_same(tmp_path):
    for name in ("b.txt", "a.txt", "c.docx"):
        write(tmp_path, name, "Ships wait.")
    pd.testing.assert_frame_equal(read_articles(tmp_path), read_articles(tmp_path))


def test_sample_is_read_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        frame = load_sample()
    assert len(frame) >= 48
    assert frame["problem"].isna().all()
    assert frame["article_id"].is_unique
    assert set(frame["origin"]) == {"newslab/data/sample/articles.jsonl"}
    assert frame[["outlet", "published", "title", "record"]].notna().all(axis=None)
