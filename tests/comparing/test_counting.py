import numpy as np
import pandas as pd
import pytest

from newslab.comparing.counting import count, split_joint
from newslab.errors import InputError

ARTICLES = [{"article_id": "a"}, {"article_id": "b", "copy_of": "a"}]


@pytest.mark.parametrize(
    ("value", "n", "expected"),
    [
        ("North", 1, ["North"]),
        ("North & South", 2, ["North", "South"]),
        ("North", 2, ["North", "North"]),
        ("North & unassigned", 2, ["North", None]),
        ("North & South", 3, [None, None, None]),
        ("Smith & Sons", 1, ["Smith & Sons"]),
        (None, 2, [None, None]),
        ("unassigned", 1, [None]),
    ],
)
def test_split_joint(value, n, expected):
    assert split_joint(pd.Series([value], dtype="object"), np.array([n])) == expected


def test_only_a_column_of_joined_values_is_split(make_tagged):
    row = {"article_id": "a", "speaker_id": "orrin & vale", "side": "North & South", "actor": "art & trade"}
    tagged = make_tagged(ARTICLES, [row])
    assert list(count(tagged, "side").parts["value"]) == ["North", "South"]
    assert list(count(tagged, "actor").parts["value"]) == ["art & trade", "art & trade"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"within": 0}, "inner_attributions"),
        ({"passage": "headline"}, "other_passages_attributions"),
        ({"passage": None}, "other_passages_attributions"),
        ({"article_id": "elsewhere"}, "other_articles_attributions"),
        ({"side": None}, "unassigned_attributions"),
    ],
)
def test_what_is_left_out_is_counted(make_tagged, row, reason):
    rows = [{"article_id": "a", "side": "North"}, {"article_id": "a", "side": "North", **row}]
    left_out = count(make_tagged(ARTICLES, rows), "side").left_out
    assert {name: n for name, n in left_out.items() if n and name.endswith("_attributions")} == {reason: 1}


def test_passages_are_an_argument(make_tagged):
    rows = [{"article_id": "a", "passage": "headline"}, {"article_id": "a"}]
    tagged = make_tagged(ARTICLES, rows)
    assert list(count(tagged, "side", passages="headline").parts["attribution"]) == [0]
    assert list(count(tagged, "side", passages=["headline", "body"]).parts["attribution"]) == [0, 1]


def test_copies_count_unless_told_otherwise(make_tagged):
    tagged = make_tagged(ARTICLES, [{"article_id": "a"}, {"article_id": "b"}])
    assert len(count(tagged, "side").parts) == 2
    without = count(tagged, "side", copies=False)
    assert len(without.parts) == 1
    assert without.left_out["copied_articles"] == 1
    assert [len(rows) for rows in without.groups.values()] == [1]


STORY = [
    {"article_id": "a", "outlet": "The Ledger"},
    {"article_id": "b", "outlet": "The Lantern", "copy_of": "a"},
    {"article_id": "c", "outlet": "The Lantern"},
]


@pytest.mark.parametrize(
    ("copies", "counted", "left_out"),
    [
        ("each", ["a", "b", "c"], 0),
        (True, ["a", "b", "c"], 0),
        ("once", ["a", "c"], 1),
        (False, ["a", "c"], 1),
        ("none", ["c"], 2),
    ],
)
def test_a_copied_story_counts_in_each_outlet_once_or_not_at_all(make_tagged, copies, counted, left_out):
    tagged = make_tagged(STORY, [{"article_id": key, "speaker": key} for key in "abc"])
    found = count(tagged, "side", copies=copies)
    assert found.parts["speaker"].tolist() == counted
    assert found.left_out["copied_articles"] == left_out
    assert found.left_out["other_articles_attributions"] == left_out
    assert sum(map(len, found.groups.values())) == len(counted)


def test_a_story_whose_first_article_is_missing_counts_once_by_its_next(make_tagged):
    rows = [
        {"article_id": "b", "copy_of": "a", "published": pd.Timestamp("2025-03-05", tz="UTC")},
        {"article_id": "c", "copy_of": "a", "published": pd.Timestamp("2025-03-04", tz="UTC")},
    ]
    tagged = make_tagged(rows, [{"article_id": key, "speaker": key} for key in "bc"])
    assert count(tagged, "side", copies="once").parts["speaker"].tolist() == ["c"]
    assert count(tagged, "side", copies="none").parts["speaker"].tolist() == []


def test_unknown_way_to_count_copies_says_which_there_are(make_tagged):
    with pytest.raises(InputError, match="copies is 'twice'; it can be 'each', 'once', 'none'"):
        count(make_tagged(STORY), "side", copies="twice")


def test_missing_outlet_is_a_group_of_its_own(make_tagged):
    articles = [{"article_id": "a", "outlet": None}, {"article_id": "b", "outlet": " "}]
    assert list(count(make_tagged(articles), "side").groups) == ["(no outlet)"]


def test_any_column_of_the_articles_groups(make_tagged):
    tagged = make_tagged([{"article_id": "a", "section": "World"}, {"article_id": "b"}])
    assert list(count(tagged, "side", by="section").groups) == ["(no section)", "World"]
    assert list(count(tagged, "side", by=None).groups) == ["all"]


def test_speaker_without_identifier_goes_by_name(make_tagged):
    rows = [{"article_id": "a", "speaker": "Ada Orrin"}, {"article_id": "a"}]
    assert list(count(make_tagged(ARTICLES, rows), "side").parts["speaker_id"]) == ["Ada Orrin", None]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "outlt"}, "Did you mean 'outlet'"),
        ({"passages": ["leed"]}, "Did you mean 'lead'"),
    ],
)
def test_wrong_options_are_named(make_tagged, options, message):
    with pytest.raises(InputError, match=message):
        count(make_tagged(ARTICLES), "side", **options)


def test_a_table_is_not_enough(make_tagged):
    with pytest.raises(InputError, match="what tag\\(\\) returned"):
        count(make_tagged(ARTICLES).articles, "side")
