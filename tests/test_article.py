"""The article record and the articles frame."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.article import Article, articles_frame, complete_articles
from newslab.errors import InputError
from newslab.frames import ARTICLES


def test_id_does_not_depend_on_where_the_file_lies():
    here, there = Article(text="Ships wait.", origin="a/b.txt"), Article(text="Ships wait.", origin="c/d.txt")
    assert here.article_id == there.article_id


@pytest.mark.parametrize(
    "change",
    [
        {"outlet": "The Lantern"},
        {"title": "Ships"},
        {"text": "Ships waited."},
        {"published": datetime(2025, 3, 4, tzinfo=UTC)},
    ],
)
def test_id_depends_on_outlet_title_text_and_date(change):
    values = {"outlet": "Harbour Post", "title": "Lease", "text": "Ships wait."}
    assert Article(**values).article_id != Article(**{**values, **change}).article_id


def test_id_keeps_fields_apart():
    assert (
        Article(outlet="ab", title="c", text="x").article_id
        != Article(outlet="a", title="bc", text="x").article_id
    )


def test_same_moment_in_two_zones_is_the_same_article():
    zone = timezone(timedelta(hours=2))
    one = Article(text="x", published=datetime(2025, 3, 4, 8, tzinfo=zone))
    other = Article(text="x", published=datetime(2025, 3, 4, 6))
    assert one.article_id == other.article_id


def test_unreadable_files_have_ids_of_their_own():
    one, other = (Article(origin=f"a/{name}", problem="Empty.") for name in ("x.txt", "y.txt"))
    assert one.article_id != other.article_id
    assert one.article_id == Article(origin="moved/x.txt", problem="Empty.").article_id


def test_lone_surrogate_has_an_id():
    assert len(Article(text="\ud800").article_id) == 16


def test_identical_records_are_numbered_in_order():
    ids = articles_frame([Article(text="x"), Article(text="y"), Article(text="x"), Article(text="x")])[
        "article_id"
    ]
    first = Article(text="x").article_id
    assert ids.tolist() == [first, Article(text="y").article_id, f"{first}-2", f"{first}-3"]


def test_what_is_not_known_is_missing():
    frame = articles_frame([Article(text="Ships wait.")])
    known = {"article_id", "text", "words"}
    assert frame.columns.tolist() == ARTICLES.names
    assert set(frame.columns[frame.notna().iloc[0]]) == known
    assert frame["outlet"][0] is None


def test_words_of_an_unreadable_article_are_missing():
    assert articles_frame([Article(problem="Empty.")])["words"].isna().all()


def test_no_articles_make_an_empty_table():
    frame = articles_frame([])
    assert frame.columns.tolist() == ARTICLES.names
    assert str(frame["published"].dtype).endswith("UTC]")


@given(st.lists(st.text(alphabet="ab", max_size=2)))
def test_ids_are_unique_and_order_is_kept(texts):
    frame = articles_frame(Article(text=text) for text in texts)
    assert frame["article_id"].is_unique
    assert frame["text"].tolist() == [text or None for text in texts]


def test_own_frame_is_matched_by_synonyms():
    own = pd.DataFrame(
        {
            "Publisher": ["Harbour Post", None],
            "BODY": ["Ships wait.", " "],
            "Pub Date": ["2025-03-04", pd.NaT],
            "id": [7, 8],
        }
    )
    frame = complete_articles(own)
    assert frame.columns.tolist() == ARTICLES.names
    assert frame["outlet"].tolist() == ["Harbour Post", None]
    assert frame["published"][0] == pd.Timestamp("2025-03-04", tz="UTC")
    assert frame["record"].tolist() == ["7", "8"]
    assert frame["text"].tolist() == ["Ships wait.", None]
    assert "text is empty" in frame["problem"][1]


def test_complete_frame_is_returned_as_it_was():
    frame = articles_frame(
        [
            Article(text="x", origin="a.csv", record="row 2", published=datetime(2025, 3, 4, 6, tzinfo=UTC)),
            Article(text="x", copy_of="abc"),
            Article(origin="b.txt", problem="The file is empty."),
        ]
    )
    pd.testing.assert_frame_equal(complete_articles(frame), frame)


def test_part_of_a_frame_keeps_its_ids():
    frame = articles_frame([Article(text="x"), Article(text="x")])
    assert complete_articles(frame.iloc[1:])["article_id"].tolist() == [frame["article_id"][1]]


def test_frames_put_together_get_distinct_ids():
    frame = articles_frame([Article(text="x"), Article(text="x")])
    ids = complete_articles(pd.concat([frame, frame]))["article_id"]
    first = frame["article_id"][0]
    assert ids.is_unique
    assert ids.tolist()[:2] == [first, f"{first}-2"]


def test_own_ids_are_kept_and_missing_ones_made():
    ids = complete_articles(pd.DataFrame({"article_id": [17, None], "text": ["x", "y"]}))["article_id"]
    assert ids.tolist() == ["17", Article(text="y").article_id]


def test_own_frame_without_text_says_what_to_do():
    with pytest.raises(InputError, match=r"columns are headline, words.*Name the one"):
        complete_articles(pd.DataFrame({"headline": ["x"], "words": [2]}))


def test_own_frame_must_be_a_frame():
    with pytest.raises(InputError, match="this is a list"):
        complete_articles([{"text": "x"}])
