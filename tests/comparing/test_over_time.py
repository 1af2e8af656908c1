import pandas as pd
import pytest

from newslab.comparing.over_time import over_time
from newslab.errors import InputError

DAYS = {"a": "2025-01-30 23:30", "b": "2025-02-03 08:00", "c": "2025-04-01 02:00", "d": None}


def tagged_of(make_tagged, days=DAYS, **more):
    articles = [
        {"article_id": key, "published": pd.Timestamp(day, tz="UTC") if day else None, "words": 50, **more}
        for key, day in days.items()
    ]
    rows = [
        {"article_id": key, "side": side, "speaker_id": side}
        for key in days
        for side in ("North", "South", "North")[: 2 + (key == "a")]
    ]
    return make_tagged(articles, rows)


def test_each_month_and_the_one_between(make_tagged):
    frame = over_time(tagged_of(make_tagged), "balance", measure="attributions")
    assert list(frame)[:3] == ["period", "side", "measure"]
    north = frame[frame["side"] == "North"]
    assert [f"{period:%Y-%m}" for period in north["period"]] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    assert north["n_articles"].tolist() == [1, 1, 0, 1]
    assert north["estimate"].fillna(-1).tolist() == pytest.approx([2 / 3, 1 / 2, -1, 1 / 2])
    assert frame.attrs["left_out"]["undated_articles"] == 1
    assert frame.attrs["every"] == "month"


@pytest.mark.parametrize(
    ("every", "first", "n"),
    [
        ("day", "2025-01-30", 62),
        ("week", "2025-01-27", 10),
        ("quarter", "2025-01-01", 2),
        ("year", "2025-01-01", 1),
    ],
)
def test_each_kind_of_period(make_tagged, every, first, n):
    periods = over_time(tagged_of(make_tagged), "balance", every=every, measure="words")[
        "period"
    ].drop_duplicates()
    assert periods.iloc[0] == pd.Timestamp(first)
    assert len(periods) == n


def test_the_clock_of_a_place(make_tagged):
    frame = over_time(tagged_of(make_tagged), "balance", every="day", zone="Asia/Tokyo", measure="words")
    assert frame["period"].iloc[0] == pd.Timestamp("2025-01-31")


def test_groups_within_periods(make_tagged):
    frame = over_time(tagged_of(make_tagged), "sourcing", by="outlet")
    assert list(frame)[:2] == ["outlet", "period"]
    assert set(frame["outlet"]) == {"The Ledger"}
    assert len(frame) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"every": "months"}, "Did you mean 'month'"),
        ({"zone": "Tokio"}, "zone is 'Tokio'"),
        ({"question": "reuse"}, "it can be 'balance', 'sourcing'"),
        ({"measur": "words"}, "balance has no 'measur'"),
    ],
)
def test_wrong_arguments_are_named(make_tagged, options, message):
    with pytest.raises(InputError, match=message):
        over_time(tagged_of(make_tagged), **{"question": "balance", **options})


def test_without_dates_there_is_no_time(make_tagged):
    with pytest.raises(InputError, match="No article has a date"):
        over_time(tagged_of(make_tagged, {"a": None}), "balance")
