"""Fields of records to columns of the articles table."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from newslab.article import complete_articles
from newslab.errors import InputError
from newslab.frames import ARTICLES, ATTRIBUTIONS, make_frame
from newslab.loading.fields import articles_of, as_string, matched_columns


def article(**record):
    (only,) = articles_of([("line 1", record)], source="a.jsonl")
    return only


@pytest.mark.parametrize(
    ("field", "column"),
    [
        *[
            (name, "outlet")
            for name in ("publisher", "media_name", "source", "outlet", "newspaper", "publication", "site")
        ],
        *[
            (name, "published")
            for name in ("date", "publish_date", "pub_date", "published_at", "datetime", "publishedAt")
        ],
        *[(name, "text") for name in ("body", "content", "full_text", "article", "maintext", "Full Text")],
        *[
            ("author", "byline"),
            ("authors", "byline"),
            ("headline", "title"),
            ("link", "url"),
            ("lang", "language"),
        ],
        *[
            ("agency", "wire"),
            ("id", "record"),
            ("guid", "record"),
            ("stories_id", "record"),
            ("article_id", "record"),
        ],
    ],
)
def test_synonym(field, column):
    assert matched_columns((field,)) == {column: [field]}


def test_every_column_of_the_list_is_one_of_the_table():
    text = (files("newslab") / "data" / "fields.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["column"] for row in rows} <= set(ARTICLES.names)
    folded = [row["field"].replace("_", "") for row in rows]
    assert len(folded) == len(set(folded))


def test_first_of_the_list_wins_whatever_the_order():
    assert article(source="x", publisher="Harbour Post", text="a").outlet == "Harbour Post"
    assert article(article="long", body="short").text == "short"


def test_field_that_holds_nothing_does_not_win():
    found = article(text="  ", body="Ships wait.", outlet=None, source="Harbour Post")
    assert (found.text, found.outlet) == ("Ships wait.", "Harbour Post")


@pytest.mark.parametrize(
    ("value", "string"),
    [
        ("  Ines Calder ", "Ines Calder"),
        (["Ines Calder", "Lowri Penhale"], "Ines Calder, Lowri Penhale"),
        ({"id": None, "name": "Harbour Post"}, "Harbour Post"),
        ({"title": "Harbour Post", "uri": "x"}, "Harbour Post"),
        ([{"name": "Ines Calder"}, {"name": "Lowri Penhale"}], "Ines Calder, Lowri Penhale"),
        ({"name": {"name": "x"}}, ""),
        (17, "17"),
        (17.0, "17"),
        *[(value, "") for value in (None, "None", "NA", "nan", float("nan"), "", [], {}, True)],
    ],
)
def test_value_as_string(value, string):
    assert as_string(value) == string


def test_outlet_of_a_nested_source():
    assert article(source={"id": "hp", "name": "Harbour Post"}, content="x").outlet == "Harbour Post"


def test_a_frame_of_attributions_is_no_frame_of_articles():
    with pytest.raises(InputError, match="attributions"):
        complete_articles(make_frame([], ATTRIBUTIONS))


def test_text_is_kept_as_it_is():
    assert article(text="  NA \r\n “Yes”\u2028\t").text == "  NA \r\n “Yes”\u2028\t"


def test_unknown_fields_are_left_out():
    assert article(text="x", summary="y", attributions=[1]) == article(text="x")


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"text": ""}, "Its text is empty; its fields are text."),
        ({"text": " \n", "id": "a"}, "Its text is empty; its fields are text, id."),
        ({"text": ["a", "b"]}, "Its text is empty; its fields are text."),
        ({"headline": "x"}, "None of its fields holds a text; its fields are headline."),
        ({}, "None of its fields holds a text; its fields are none."),
    ],
)
def test_record_without_text(record, problem):
    assert article(**record).problem == problem


def test_record_without_text_keeps_what_is_known():
    found = article(text="", outlet="Harbour Post", id="a-1")
    assert (found.outlet, found.record, found.text) == ("Harbour Post", "a-1", "")


def test_bad_dates_are_counted_once_a_file():
    records = [
        (f"line {i}", {"text": "x", "date": date})
        for i, date in enumerate(["04/03/2025", "2025-03-04", "soon", ""])
    ]
    with pytest.warns(
        UserWarning, match=r"a.jsonl: the date of 2 of 4 records .* the first is '04/03/2025'"
    ) as warned:
        articles = list(articles_of(records, source="a.jsonl"))
    assert len(warned) == 1
    assert [bool(a.published) for a in articles] == [False, True, False, False]
    assert all(a.text for a in articles)


def test_half_characters_are_replaced_one_for_one():
    with pytest.warns(UserWarning, match="1 broken character"):
        assert article(text="a\ud83db").text == "a\ufffdb"
