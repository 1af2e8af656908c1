import json

import numpy as np
import pandas as pd
import pytest

from newslab.comparing.balance import MEASURES, balance
from newslab.errors import InputError
from newslab.frames import SUMMARY


def articles(n, outlet="The Ledger"):
    return [{"article_id": f"{outlet}-{i}", "outlet": outlet} for i in range(n)]


def said(article, side, *, outlet="The Ledger", **more):
    return {"article_id": f"{outlet}-{article}", "side": side, **more}


def shares(frame, measure):
    rows = frame[frame["measure"] == measure]
    return dict(zip(rows["side"], rows["estimate"], strict=True))


def test_columns_and_order(make_tagged):
    rows = [said(0, "South"), said(0, "North", outlet="Argus")]
    frame = balance(make_tagged(articles(1) + articles(1, "Argus"), rows))
    assert list(frame) == ["outlet", "side", "measure", *SUMMARY, "lowest", "highest", "benchmark"]
    assert list(frame["outlet"].unique()) == ["Argus", "The Ledger"]
    assert list(frame["side"].unique()) == ["North", "South"]
    assert list(frame["measure"][:3]) == ["words", "attributions", "speakers"]


ROWS = [
    said(0, "North", words=30, speaker_id="orrin"),
    said(0, "North", words=10, speaker_id="orrin"),
    said(0, "South", words=10, speaker_id="vale"),
    said(1, "South", words=10, speaker_id="tam"),
    said(1, None, words=99, speaker_id="who"),
]


@pytest.mark.parametrize(
    ("measure", "north"), [("words", 40 / 60), ("attributions", 2 / 4), ("speakers", 1 / 3)]
)
def test_each_measure_is_a_share_of_the_sides(make_tagged, measure, north):
    frame = balance(make_tagged(articles(2), ROWS), measure=measure)
    assert shares(frame, measure) == pytest.approx({"North": north, "South": 1 - north})
    assert set(frame["n_articles"]) == {2}
    assert set(frame["n_attributions"]) == {4}


def test_unassigned_is_left_out_and_told(make_tagged):
    left_out = balance(make_tagged(articles(2), ROWS, skipped=[{"reason": "no text"}])).attrs["left_out"]
    told = {"unassigned_attributions": 1, "unassigned_words": 99, "unassigned_speakers": 1}
    assert told.items() <= left_out.items()
    assert told.items() <= left_out["groups"]["The Ledger"].items()
    assert left_out["skipped_articles"] == 1


def test_attrs_are_plain(make_tagged):
    attrs = balance(make_tagged(articles(12), ROWS)).attrs
    assert json.loads(json.dumps(attrs)) == attrs


def test_joint_speakers_share_words_and_count_once_for_each_side(make_tagged):
    rows = [
        said(0, "North & South", words=10, speaker_id="orrin & vale"),
        said(0, "North", words=5, speaker_id="tam & lee"),
        said(0, "North & unassigned", words=8, speaker_id="orrin & who"),
    ]
    frame = balance(make_tagged(articles(1), rows))
    assert shares(frame, "words") == pytest.approx({"North": 14 / 19, "South": 5 / 19})
    assert shares(frame, "attributions") == pytest.approx({"North": 3 / 4, "South": 1 / 4})
    assert shares(frame, "speakers") == pytest.approx({"North": 3 / 4, "South": 1 / 4})
    assert set(frame.loc[frame["measure"].isin(MEASURES[:4]), "n_attributions"]) == {3}
    assert frame.attrs["left_out"]["unassigned_words"] == 4
    assert frame.attrs["left_out"]["unassigned_attributions"] == 0


@pytest.mark.parametrize(
    ("side", "speakers", "north"),
    [
        ("North", "orrin", 1 / 2),
        ("North", "orrin & tam", 1 / 2),
        ("North & North", "orrin & tam", 1 / 2),
        ("North & South", "orrin & vale", 1 / 3),
        ("North & South & North", "orrin & vale & tam", 1 / 3),
        ("North & unassigned & North", "orrin & who & tam", 1 / 2),
    ],
)
def test_a_joint_attribution_counts_once_for_each_of_its_sides(make_tagged, side, speakers, north):
    rows = [said(0, side, speaker_id=speakers), said(0, "South", speaker_id="lee")]
    frame = balance(make_tagged(articles(1), rows), measure="attributions")
    assert shares(frame, "attributions") == pytest.approx({"North": north, "South": 1 - north})
    assert set(frame["n_attributions"]) == {2}


def test_allies_who_always_speak_jointly_change_no_interval_of_attributions(make_tagged):
    rows = [said(i, side, speaker_id=side) for i in range(12) for side in ("North", "South")[: 1 + i % 2]]
    joint = [{**row, "speaker_id": "orrin & tam"} if row["side"] == "North" else row for row in rows]
    single, double = (balance(make_tagged(articles(12), r), measure="attributions") for r in (rows, joint))
    pd.testing.assert_frame_equal(single, double)


def test_every_side_is_there_for_every_group(make_tagged):
    tagged = make_tagged(
        articles(1) + articles(1, "Argus"), [said(0, "North")], sides=("North", "South", "other")
    )
    frame = balance(tagged, measure="words").set_index(["outlet", "side"])["estimate"]
    assert frame["The Ledger"].to_dict() == {"North": 1, "South": 0, "other": 0}
    assert frame["Argus"].isna().all()


def test_default_side_is_a_side_like_others(make_tagged):
    tagged = make_tagged(articles(1), [said(0, "North"), said(0, "other")], sides=("North", "other"))
    assert shares(balance(tagged), "attributions") == {"North": 0.5, "other": 0.5}


def test_whole_corpus(make_tagged):
    tagged = make_tagged(
        articles(1) + articles(1, "Argus"), [said(0, "North"), said(0, "South", outlet="Argus")]
    )
    frame = balance(tagged, by=None, measure="attributions")
    assert list(frame["group"].unique()) == ["all"]
    assert set(frame["n_articles"]) == {2}


@pytest.mark.parametrize(
    ("n", "with_any", "has_interval"), [(9, 9, False), (10, 10, True), (12, 4, False), (12, 5, True)]
)
def test_few_articles_have_no_interval(make_tagged, n, with_any, has_interval):
    rows = [said(i, side, words=1 + i) for i in range(with_any) for side in ("North", "South", "North")]
    rows += [said(0, "South", words=40)]
    frame = balance(make_tagged(articles(n), rows), measure="words")
    assert frame["low"].notna().all() == has_interval
    assert frame["high"].notna().all() == has_interval
    assert bool(frame.attrs["notes"]) != has_interval


def test_a_group_keeps_its_interval_whatever_the_others_are(make_tagged):
    rows = [said(i, side, words=1 + i % 5) for i in range(12) for side in ("North", "South")[: 1 + i % 2]]
    alone = balance(make_tagged(articles(12), rows))
    others = [said(i, "South", outlet="Argus") for i in range(15)]
    together = balance(make_tagged(articles(15, "Argus") + articles(12), others + rows))
    of_ledger = together[together["outlet"] == "The Ledger"].reset_index(drop=True)
    pd.testing.assert_frame_equal(of_ledger, alone, check_dtype=False)


def test_speakers_who_are_everywhere_do_not_push_the_interval_off_its_estimate(make_tagged):
    rows = [said(i, "North", speaker_id="orrin") for i in range(60)]
    rows += [said(i, "South", speaker_id=f"s{i}-{n}") for i in range(60) for n in range(i % 3)]
    frame = balance(make_tagged(articles(60), rows), measure="speakers").dropna()
    assert ((frame["low"] < frame["estimate"]) & (frame["estimate"] < frame["high"])).all()


def test_intervals_cover(make_tagged):
    rng = np.random.default_rng(7)
    covered = []
    for _ in range(60):
        rows = []
        for article in range(25):
            lean = rng.beta(2, 2)
            for _ in range(1 + rng.poisson(5)):
                side = "North" if rng.random() < lean else "South"
                rows.append(
                    said(article, side, words=int(rng.integers(5, 40)), speaker_id=f"{side}{rng.zipf(1.8)}")
                )
        frame = balance(make_tagged(articles(25), rows), resamples=300)
        north = frame[(frame["side"] == "North")].set_index("measure")
        covered.append([north["low"]["words"] <= 0.5 <= north["high"]["words"],
                        north["low"]["speakers"] <= 0.5 <= north["high"]["speakers"]])  # fmt: skip
    assert (np.mean(covered, axis=0) >= 0.85).all()


@pytest.mark.parametrize("sides", [None, ("North", "South")])
def test_without_sides_it_asks_for_a_codebook(make_tagged, sides):
    with pytest.raises(InputError, match="codebook"):
        balance(make_tagged(articles(1), [said(0, None)], sides=sides))


@pytest.mark.parametrize(
    ("options", "message"),
    [({"measure": "word"}, "Did you mean 'words'"), ({"resamples": 1}, "resamples is 1")],
)
def test_wrong_options_are_named(make_tagged, options, message):
    rows = [said(i, "North") for i in range(12)]
    with pytest.raises(InputError, match=message):
        balance(make_tagged(articles(12), rows), **options)


def test_a_column_named_as_the_summarys_own_is_refused(make_tagged):
    tagged = make_tagged(articles(1), [said(0, "North")])
    tagged.articles["side"] = "x"
    with pytest.raises(InputError, match="Rename"):
        balance(tagged, by="side")
