"""The measures of `balance` that go beyond shares, each worked out by hand."""

import pandas as pd
import pytest

from newslab.comparing.balance import MEASURES, balance
from newslab.errors import InputError

ARTICLES = [{"article_id": key} for key in "abc"]


def said(article, side, position, words=10, *, quoted=0, passage="body", speaker=None):
    return {
        "article_id": article, "side": side, "position": position, "words": words, "quoted_words": quoted,
        "passage": passage, "speaker_id": speaker or f"{side} of {article}",
    }  # fmt: skip


# a: North first, both speak; b: South alone, after somebody without a side; c: nobody has a side.
ROWS = [
    said("a", "North", 0.1, 30, quoted=10, passage="lead"),
    said("a", "South", 0.5, 10, quoted=10),
    said("a", "South", 0.0, 8, passage="headline"),
    said("b", None, 0.2, 20),
    said("b", "South", 0.4, 20),
    said("c", None, 0.3, 40),
]


def table(make_tagged, measure, rows=ROWS, **options):
    frame = balance(make_tagged(ARTICLES, rows), measure=measure, **options).set_index("side")
    return {side: tuple(frame.loc[side, ["lowest", "estimate", "highest"]]) for side in ("North", "South")}


@pytest.mark.parametrize(
    ("measure", "north", "south"),
    [
        ("words", (30 / 120, 1 / 2, 90 / 120), (30 / 120, 1 / 2, 90 / 120)),
        ("quoted_words", (1 / 2, 1 / 2, 1 / 2), (1 / 2, 1 / 2, 1 / 2)),
        ("attributions", (1 / 5, 1 / 3, 3 / 5), (2 / 5, 2 / 3, 4 / 5)),
        ("speakers", (1 / 5, 1 / 3, 3 / 5), (2 / 5, 2 / 3, 4 / 5)),
        ("headline", (0, 0, 0), (1, 1, 1)),
        ("lead", (1, 1, 1), (0, 0, 0)),
        ("articles", (1 / 3, 1 / 3, 1), (2 / 3, 2 / 3, 1)),
        ("first", (1 / 3, 1 / 2, 1), (0, 1 / 2, 2 / 3)),
        ("one_sided", (0, 0, 1 / 3), (0, 1 / 2, 2 / 3)),
    ],
)
def test_share_and_its_bounds(make_tagged, measure, north, south):
    rows = [
        {**row, "speaker_id": row["speaker_id"] if row["side"] else f"who {n}"} for n, row in enumerate(ROWS)
    ]
    found = table(make_tagged, measure, rows)
    assert found["North"] == pytest.approx(north)
    assert found["South"] == pytest.approx(south)


@pytest.mark.parametrize(
    ("measure", "benchmark", "north", "south"),
    [
        ("position", None, 0.1, 0.45),
        # a: 3/4 to 1/4, b: 0 to 1; benchmark one half each.
        ("structural", None, (1 / 4 + 1 / 2) / 2, (1 / 4 + 1 / 2) / 2),
        ("partisan", None, 0, 0),
        ("partisan", {"North": 30, "South": 10}, 1 / 2 - 3 / 4, 1 / 2 - 1 / 4),
        ("structural", {"North": 3, "South": 1}, (0 + 3 / 4) / 2, (0 + 3 / 4) / 2),
    ],
)
def test_position_and_distance(make_tagged, measure, benchmark, north, south):
    found = table(make_tagged, measure, benchmark=benchmark)
    assert [found[side][1] for side in ("North", "South")] == pytest.approx([north, south])
    assert all(pd.isna(ends[at]) for ends in found.values() for at in (0, 2))


def test_the_first_of_a_joint_source_is_both(make_tagged):
    rows = [{**said("a", "North & South", 0.1), "speaker_id": "orrin & vale"}, said("a", "South", 0.5)]
    assert table(make_tagged, "first", rows)["North"] == pytest.approx((1 / 2, 1 / 2, 1 / 2))


def test_benchmark_stands_in_the_frame(make_tagged):
    frame = balance(make_tagged(ARTICLES, ROWS), measure="words", benchmark={"North": 2, "South": 6})
    assert dict(zip(frame["side"], frame["benchmark"], strict=True)) == {"North": 0.25, "South": 0.75}


@pytest.mark.parametrize("benchmark", [{"West": 1}, {"North": 0}, {"North": -1, "South": 2}, {}])
def test_benchmark_that_cannot_be_used(make_tagged, benchmark):
    with pytest.raises(InputError, match=r"[Bb]enchmark"):
        balance(make_tagged(ARTICLES, ROWS), benchmark=benchmark)


def test_bounds_hold_the_estimate(make_tagged):
    frame = balance(make_tagged(ARTICLES, ROWS)).dropna(subset=["lowest"])
    assert set(frame["measure"]) == {*MEASURES} - {"position", "structural", "partisan"}
    assert (frame["lowest"] <= frame["estimate"] + 1e-12).all()
    assert (frame["estimate"] <= frame["highest"] + 1e-12).all()


def test_groups_of_attributions(make_tagged):
    rows = [
        {**row, "kind": kind}
        for row, kind in zip(ROWS, ("direct", "direct", "direct", "mixed", "mixed", None), strict=True)
    ]
    frame = balance(make_tagged(ARTICLES, rows), by="kind", measure="attributions")
    assert frame.groupby("kind")["n_articles"].first().to_dict() == {"(no kind)": 1, "direct": 1, "mixed": 1}
    north = frame[frame["side"] == "North"].set_index("kind")["estimate"]
    assert north["direct"] == 1 / 2
    assert north["mixed"] == 0
    assert pd.isna(north["(no kind)"])


def test_groups_of_several_columns(make_tagged):
    articles = [{"article_id": key, "section": "World" if key == "a" else None} for key in "abc"]
    frame = balance(make_tagged(articles, ROWS), by=["outlet", "section"], measure="words")
    assert list(frame)[:4] == ["outlet", "section", "side", "measure"]
    assert frame["section"].drop_duplicates().tolist() == ["(no section)", "World"]


def many(n=12):
    return [
        row for i in range(n) for row in (said(str(i), "North", 0.1, 5 + i), said(str(i), "South", 0.2, 9))
    ]


def test_whole_stories_are_drawn(make_tagged):
    articles = [{"article_id": str(i)} for i in range(12)]
    tagged = make_tagged(articles, many())
    alone = balance(tagged, measure="words")
    stories = pd.DataFrame({"article_id": [str(i) for i in range(12)], "story": [i // 2 for i in range(12)]})
    by_story = balance(tagged, measure="words", stories=stories)
    assert by_story["estimate"].tolist() == alone["estimate"].tolist()
    assert (by_story["high"] - by_story["low"] > alone["high"] - alone["low"]).all()
    assert by_story.attrs["units"] == "stories"


@pytest.mark.parametrize(
    ("stories", "message"),
    [
        (pd.DataFrame({"article_id": ["0"]}), "lacks the column story"),
        (pd.DataFrame({"article_id": ["0", "0"], "story": [1, 2]}), "stands twice"),
    ],
)
def test_stories_that_cannot_be_used(make_tagged, stories, message):
    with pytest.raises(InputError, match=message):
        balance(make_tagged([{"article_id": str(i)} for i in range(12)], many()), stories=stories)


def test_no_resamples_no_intervals(make_tagged):
    frame = balance(make_tagged([{"article_id": str(i)} for i in range(12)], many()), resamples=0)
    assert frame["low"].isna().all()
    assert frame.attrs["notes"] == ["No intervals, because there were no resamples"]


def test_interval_of_a_lean_is_that_of_its_share(make_tagged):
    tagged = make_tagged([{"article_id": str(i)} for i in range(12)], many())
    frame = balance(tagged, measure=["words", "partisan"]).set_index(["measure", "side"])
    for end in ("estimate", "low", "high"):
        assert frame.loc[("words", "North"), end] - 0.5 == pytest.approx(
            frame.loc[("partisan", "North"), end]
        )
