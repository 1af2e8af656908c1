"""Copies, the agency that wrote them, and the passages that articles share."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from edited import TRAIN, change_words, edit, make_copies, read_train
from hypothesis import given
from hypothesis import strategies as st

from newslab import find_copies, shared_passages
from newslab.article import Article, articles_frame
from newslab.duplicates.overlap import shared_stretches
from newslab.duplicates.words import candidate_pairs, read_words
from newslab.errors import InputError
from newslab.frames import SHARED_PASSAGES

DAY = datetime(2025, 3, 4, tzinfo=UTC)


def _prose(seed, words):
    """Made-up prose: sentences of made-up words, some of them common."""
    draw = random.Random(seed)
    stock = ["the", "of", "a", "to", "in", "and", "harbour", "minister", "said", "lease"]
    made = ["".join(draw.choice("bdfglmnprst") + draw.choice("aeiou") for _ in range(3)) for _ in range(400)]
    return " ".join(draw.choice(stock) if draw.random() < 0.4 else draw.choice(made) for _ in range(words))


def story(seed, paragraphs=8, words=40):
    return "\n\n".join(
        [f"Headline {seed}", *(f"{_prose(100 * seed + n, words)}." for n in range(paragraphs))]
    )


WORDS = _prose(1, 500).split()
QUOTE = f"“{_prose(990, 60)},” said Helena Marsk."
BACKGROUND = f"{_prose(991, 60)}."


def copies(*texts, **columns):
    """The place of the article that each is a copy of, None for no copy; published in the order given."""
    records = [
        Article(text=t, outlet=f"O{n}", published=DAY + timedelta(hours=n)) for n, t in enumerate(texts)
    ]
    found = find_copies(articles_frame(records).assign(**columns))
    place = {key: n for n, key in enumerate(found["article_id"])}
    return [place.get(value) for value in found["copy_of"]]


@pytest.mark.parametrize(
    "change", ["none", "drop", "swap", "trim", "words", "drop swap", "drop words", "drop swap trim words"]
)
def test_edited_copy(change):
    draw = random.Random(change)
    assert copies(story(1), story(2), edit(story(1), change, WORDS, draw)) == [None, None, 0]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_two_halves_are_copies_through_the_whole_whichever_came_first(order):
    paragraphs = story(3, 10).split("\n\n")[1:]
    texts = ["\n\n".join(part) for part in (paragraphs, paragraphs[:6], paragraphs[4:])]
    found = copies(*(texts[n] for n in order))
    assert found == [None, 0, 0]


def test_half_of_a_story_within_another():
    half = story(4).split("\n\n")[1:5]
    own = story(5).split("\n\n")[1:4]
    assert copies(story(4), "\n\n".join([*own, *half])) == [None, 0]


@pytest.mark.parametrize(
    ("shared", "paragraphs"),
    [(QUOTE, 1), (QUOTE, 8), (BACKGROUND, 1), (BACKGROUND, 8), (f"{BACKGROUND} {QUOTE}", 2)],
)
def test_shared_paragraph_makes_no_copy(shared, paragraphs):
    texts = [f"{story(n, paragraphs, 80)}\n\n{shared}" for n in (6, 7)]
    assert copies(*texts) == [None, None]


def test_speech_that_both_quote_at_length_makes_no_copy():
    speech = "\n\n".join(f"“{_prose(n, 50)}.”" for n in range(5))
    assert copies(*(f"{_prose(n, 80)}.\n\n{speech}" for n in (8, 9))) == [None, None]


def test_round_up_makes_its_stories_no_copies_of_one_another():
    stories = [story(n, 4) for n in (10, 11, 12)]
    assert copies(*stories[:2], "\n\n".join(stories), stories[2])[:2] == [None, None]
    assert copies("\n\n".join(stories), *stories) == [None, 0, 0, 0]


def test_lines_under_all_articles_of_an_outlet_make_no_copies():
    notice = "\n\n".join(f"{_prose(n, 25)}." for n in (1, 2, 3))
    texts = [f"{_prose(n, 50)}.\n\n{notice}" for n in range(13, 18)]
    frame = articles_frame([Article(text=text, outlet="The Ledger") for text in texts])
    assert find_copies(frame)["copy_of"].isna().all()


def test_earliest_is_by_time_then_order_and_undated_come_last():
    times = [None, DAY + timedelta(hours=1), DAY, DAY]
    frame = articles_frame([
        Article(text=story(18), outlet=f"O{n}", published=time) for n, time in enumerate(times)
    ])  # fmt: skip
    found = find_copies(frame)
    first = found["article_id"][2]
    assert found["copy_of"].tolist() == [first, first, None, first]


def test_short_texts_are_copies_under_one_headline_alone():
    titles = ["Tides", "Weather", "Tides"]
    frame = articles_frame(
        [Article(text="Subscribe to read.", title=title, outlet=title) for title in titles]
    )
    found = find_copies(frame)
    assert found["copy_of"].tolist() == [None, None, found["article_id"][0]]


def test_what_is_given_stays_and_nothing_else_changes():
    frame = articles_frame([
        Article(text=f"SKERRIN (AP) — {story(19)}", wire="Northwire"),
        Article(text=story(19), copy_of="elsewhere", outlet="The Ledger"),
        Article(problem="Empty."),
    ])  # fmt: skip
    frame.index = [5, 5, 7]
    before = frame.copy(deep=True)
    found = find_copies(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert found["wire"].tolist() == ["Northwire", "Northwire", None]
    assert found["as_found"].tolist() == [None, '{"wire": ""}', None]
    assert found["copy_of"].tolist() == [None, "elsewhere", None]
    rest = [name for name in frame.columns if name not in {"wire", "copy_of", "as_found"}]
    pd.testing.assert_frame_equal(found[rest], frame[rest])


def test_copies_have_the_agency_of_the_one_that_credits_it():
    texts = [
        story(20),
        f"SKERRIN (Reuters) - {story(20)}",
        story(21),
        f"{story(21)}\n\n(AP)",
        f"{story(21)}\n\n(AFP)",
    ]
    frame = articles_frame([Article(text=text, outlet=f"O{n}") for n, text in enumerate(texts)])
    assert find_copies(frame)["wire"].tolist() == ["Reuters", "Reuters", None, "AP", "AFP"]


def test_shared_passages_are_the_same_words():
    shared = _prose(22, 40)
    texts = [f"{_prose(23, 30)}. {shared}. End.", f"Ahead: {shared.upper()}; {_prose(24, 80)}."]
    frame = articles_frame(
        [Article(text=text, published=DAY - timedelta(hours=n)) for n, text in enumerate(texts)]
    )
    found = shared_passages(frame)
    assert found.columns.tolist() == SHARED_PASSAGES.names
    row = found.iloc[0]
    assert len(found) == 1
    assert [row["article_id"], row["earlier_id"]] == frame["article_id"].tolist()
    assert texts[0][row["start"] : row["end"]] == shared
    assert texts[1][row["earlier_start"] : row["earlier_end"]] == shared.upper()
    assert [row["words"], row["equal_words"]] == [40, 40]
    assert (row["share"], row["earlier_share"]) == pytest.approx((40 / 71, 40 / 121))


def test_passage_with_changed_words_is_one():
    text = _prose(25, 200)
    changed = change_words(text, 0.15, WORDS, random.Random(0))
    found = shared_passages(articles_frame([Article(text=t, outlet=t[:9]) for t in (text, changed)]))
    assert len(found) <= 2
    assert found["share"].sum() > 0.9
    assert found["equal_words"].sum() < found["words"].sum()


@pytest.mark.parametrize("function", [find_copies, shared_passages])
@pytest.mark.parametrize(
    "texts", [[], [None], ["***"], ["Ships"], ["Ships wait."] * 3, ["\ud800 İstanbul ß " * 20] * 2]
)
def test_odd_texts(function, texts):
    frame = articles_frame([Article(text=text or "", problem="" if text else "Empty.") for text in texts])
    found = function(frame)
    assert set(found["article_id"]) <= set(frame["article_id"])


@pytest.mark.parametrize("function", [find_copies, shared_passages])
def test_table_that_lacks_a_column(function):
    with pytest.raises(InputError, match="lacks the column outlet"):
        function(articles_frame([]).drop(columns="outlet"))


@given(st.lists(st.integers(0, 12), max_size=80), st.lists(st.integers(0, 12), max_size=80))
def test_stretches_overlap_in_neither_article(one, other):
    words = read_words([" ".join(map(str, one)), " ".join(map(str, other))])
    found = shared_stretches(words.runs(0), words.runs(1))
    for spans, length in (
        (sorted((s.start, s.end) for s in found), len(one)),
        (sorted((s.other_start, s.other_end) for s in found), len(other)),
    ):
        assert all(0 <= start < end <= length for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))


def test_a_run_in_many_articles_pairs_each_with_few():
    words = read_words([story(26)] * 60)
    pairs = candidate_pairs(words, least=3, share=0.06)
    assert len(pairs) < 60 * 4
    assert set(pairs[:, 1]) == set(range(1, 60))
    assert np.all(pairs[:, 0] < pairs[:, 1])


@pytest.mark.skipif(not TRAIN.is_file(), reason="needs the annotated corpus beside the repository")
@pytest.mark.parametrize("seed", [0, 1])
def test_copies_made_of_real_news(seed):
    rows = [row for row in read_train() if len(row["text"].split()) >= 60]
    # Some outlets ran an article twice; these are copies that nobody made here.
    known = find_copies(articles_frame([Article(text=r["text"], record=r["id"]) for r in rows]))
    ids = dict(zip(known["article_id"], known["record"], strict=True))
    twice = known[known["copy_of"].notna()]
    twins = {*twice["record"], *twice["copy_of"].map(ids)}
    assert len(twins) < 20
    corpus = make_copies([row for row in rows if row["id"] not in twins], seed)
    found = find_copies(articles_frame(corpus.articles))
    record = dict(zip(found["article_id"], found["record"], strict=True))
    pairs = {(r, record[key]) for r, key in zip(found["record"], found["copy_of"], strict=True) if key}
    right = len(pairs & set(corpus.gold.items()))
    assert len(corpus.gold) > 500
    assert 2 * right / (len(pairs) + len(corpus.gold)) >= 0.98
