import numpy as np
import pandas as pd
import pytest

from newslab.comparing.compare import compare
from newslab.errors import InputError


def corpus(make_tagged, shares, n=14, *, seed=0):
    """Outlets whose articles quote North in these shares of their attributions, on stories 0, 1, 2 …"""
    draw = np.random.default_rng(seed)
    articles, rows = [], []
    for outlet, share in shares.items():
        for story in range(n):
            key = f"{outlet}-{story}"
            articles.append({"article_id": key, "outlet": outlet})
            for _ in range(6):
                side = "North" if draw.random() < share else "South"
                rows.append(
                    {"article_id": key, "side": side, "words": int(draw.integers(5, 30)), "kind": "direct"}
                )
    return make_tagged(articles, rows)


def stories_of(tagged):
    ids = tagged.articles["article_id"]
    return pd.DataFrame({"article_id": ids, "story": ids.str.split("-").str[1]})


def test_outlets_that_differ(make_tagged):
    tagged = corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.3})
    frame = compare(tagged, "balance", measure="words", resamples=999)
    row = frame[frame["side"] == "North"].iloc[0]
    assert (row["first"], row["second"]) == ("Argus", "Ledger")
    assert row["estimate"] == pytest.approx(row["first_estimate"] - row["second_estimate"])
    assert row["low"] < row["estimate"] < row["high"]
    assert row["low"] > 0
    assert row["p"] == pytest.approx(0.001)
    assert row["p_adjusted"] == pytest.approx(0.002)
    assert row["effect"] == pytest.approx(
        2 * np.arcsin(row["first_estimate"] ** 0.5) - 2 * np.arcsin(row["second_estimate"] ** 0.5)
    )
    assert row["n_pairs"] == 0


def test_outlets_that_do_not_differ(make_tagged):
    frame = compare(corpus(make_tagged, {"Argus": 0.5, "Ledger": 0.5}), "balance", measure="words")
    assert (frame["p"] > 0.1).all()
    assert ((frame["low"] < 0) & (frame["high"] > 0)).all()


def test_common_stories_are_compared_alone(make_tagged):
    tagged = corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.5})
    stories = stories_of(tagged)
    stories.loc[stories["article_id"].isin(["Argus-0", "Argus-1"]), "story"] = ["x", "y"]
    frame = compare(tagged, "balance", measure="words", stories=stories)
    assert set(frame["n_pairs"]) == {12}
    assert set(frame["n_articles"]) == {24}
    assert frame.attrs["left_out"]["unpaired_articles"] == {"Argus – Ledger": 4}


def test_too_few_common_stories_are_no_pairs(make_tagged):
    tagged = corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.5})
    stories = stories_of(tagged)
    stories.loc[5:13, "story"] = [f"own {n}" for n in range(9)]
    frame = compare(tagged, "balance", measure="words", stories=stories)
    assert set(frame["n_pairs"]) == {0}
    assert set(frame["n_articles"]) == {28}


def test_sides_are_compared_within_articles(make_tagged):
    frame = compare(corpus(make_tagged, {"Argus": 0.5}, 20), "sourcing", axis="kind", by="side", resamples=99)
    assert set(frame["n_pairs"]) == set(frame["n_articles"])
    assert frame["n_pairs"].iloc[0] > 10
    assert frame["p"].tolist() == [1.0]


def test_few_articles_have_no_test(make_tagged):
    frame = compare(corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.3}, 9), "balance", measure="words")
    assert frame[["low", "high", "p", "p_adjusted"]].isna().all(axis=None)
    assert "no test" in frame.attrs["notes"][0]


def test_pairs_of_the_groups_named(make_tagged):
    tagged = corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.3, "Post": 0.5})
    everyone = compare(tagged, "balance", measure="words", resamples=99)
    assert [*zip(everyone["first"], everyone["second"], strict=True)][::2] == [
        ("Argus", "Ledger"), ("Argus", "Post"), ("Ledger", "Post"),
    ]  # fmt: skip
    two = compare(tagged, "balance", measure="words", groups=["Post", "Argus"], resamples=99)
    assert set(two["first"]) == {"Post"}
    assert (everyone["p_adjusted"] >= everyone["p"]).all()


@pytest.mark.parametrize("question", ["balance", "sourcing", "source_rates", "diversity"])
def test_every_question_can_be_compared(make_tagged, question):
    frame = compare(corpus(make_tagged, {"Argus": 0.8, "Ledger": 0.3}), question, resamples=49)
    assert frame["p"].dropna().between(0.02, 1).all()
    assert len(frame) > 0


def test_same_seed_same_numbers(make_tagged):
    tagged = corpus(make_tagged, {"Argus": 0.6, "Ledger": 0.4})
    pd.testing.assert_frame_equal(
        compare(tagged, "balance", resamples=99), compare(tagged, "balance", resamples=99)
    )


@pytest.mark.parametrize("paired", [False, True])
def test_the_test_errs_in_five_of_a_hundred(make_tagged, paired):
    errs = []
    for seed in range(150):
        tagged = corpus(make_tagged, {"Argus": 0.5, "Ledger": 0.5}, 10, seed=seed)
        stories = stories_of(tagged) if paired else None
        frame = compare(tagged, "balance", measure="words", stories=stories, resamples=99)
        errs.append(frame["p"].iloc[0] <= 0.05)
    # 150 tests at 5 %: between 1 and 15 errors with a chance of 99.7 %.
    assert 1 <= sum(errs) <= 15


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"question": "balanse"}, "Did you mean 'balance'"),
        ({"groups": ["Argus"]}, "name two or more of 'Argus', 'Ledger'"),
        ({"groups": ["Argus", "Legder"]}, "Did you mean 'Ledger'"),
        ({"by": "byline"}, "makes 1 group"),
        ({"axis": "kind"}, "balance has no 'axis'; it has measure"),
        ({"resamples": 3}, "resamples is 3"),
    ],
)
def test_wrong_arguments_are_named(make_tagged, options, message):
    with pytest.raises(InputError, match=message):
        compare(corpus(make_tagged, {"Argus": 0.5, "Ledger": 0.5}), **{"question": "balance", **options})
