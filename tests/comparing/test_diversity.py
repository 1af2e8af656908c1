import numpy as np
import pytest

from newslab.comparing.diversity import MEASURES, diversity
from newslab.errors import InputError


def rows_of(*articles):
    return [
        {"article_id": str(n), "speaker_id": who}
        for n, speakers in enumerate(articles)
        for who in speakers.split()
    ]


def values(frame, level="corpus"):
    return frame[frame["level"] == level].set_index("measure")["estimate"].to_dict()


def test_every_measure(make_tagged):
    # 4, 2, 1, 1 attributions of eight.
    tagged = make_tagged([{"article_id": "0"}, {"article_id": "1"}], rows_of("x x y", "x x y z w"))
    found = values(diversity(tagged, top=2, size=2))
    p = np.array([4, 2, 1, 1]) / 8
    assert found == pytest.approx({
        "speakers": 4,
        "rarefied": 1 + 2 * (4 * 4 + 2 * 6 + 7 + 7) / (2 * 8 * 7),
        "effective": np.exp(-(p * np.log(p)).sum()),
        "effective_2": 1 / (p**2).sum(),
        "evenness": -(p * np.log(p)).sum() / np.log(4),
        "simpson": 1 - (p**2).sum(),
        "herfindahl": (p**2).sum(),
        "top": 6 / 8,
    })  # fmt: skip


def test_within_articles(make_tagged):
    tagged = make_tagged([{"article_id": str(n)} for n in range(3)], rows_of("x x y z", "x"))
    found = values(diversity(tagged), "article")
    assert "rarefied" not in found
    assert found["speakers"] == 2
    assert found["top"] == pytest.approx((1 / 2 + 1) / 2)
    # One speaker has no evenness, so only the first article counts.
    assert found["evenness"] == pytest.approx(-(0.5 * np.log(0.5) + 0.5 * np.log(0.25)) / np.log(3))


def test_groups_are_reduced_to_the_smallest(make_tagged):
    articles = [{"article_id": str(n), "outlet": "Argus" if n else "Ledger"} for n in range(4)]
    tagged = make_tagged(articles, rows_of("a " * 25, *["b c d e f g h i j k"] * 3))
    assert diversity(tagged).attrs["rarefied_to"] == 25
    with pytest.raises(InputError, match="size is 0"):
        diversity(tagged, size=0)


def test_other_voices_than_speakers(make_tagged):
    tagged = make_tagged(
        [{"article_id": "0"}], [{"article_id": "0", "actor": a} for a in ("expert", "expert", "media")]
    )
    assert values(diversity(tagged, of="actor", measure="speakers"))["speakers"] == 2


def test_joint_speakers_are_several(make_tagged):
    tagged = make_tagged([{"article_id": "0"}], [{"article_id": "0", "speaker_id": "x & y"}])
    assert values(diversity(tagged, measure="speakers"))["speakers"] == 2


@pytest.mark.parametrize("n", [60, 450])
def test_interval_of_a_mean_and_of_a_count_of_articles_agree_with_their_standard_errors(make_tagged, n):
    """Each article has speakers of its own, so the number of speakers is a sum over articles."""
    draw = np.random.default_rng(3)
    counts = draw.integers(1, 6, n)
    rows = [{"article_id": str(i), "speaker_id": f"{i}-{k}"} for i in range(n) for k in range(counts[i])]
    frame = diversity(make_tagged([{"article_id": str(i)} for i in range(n)], rows), measure="speakers")
    for level, error in (("corpus", counts.std(ddof=1) * n**0.5), ("article", counts.std(ddof=1) / n**0.5)):
        row = frame[frame["level"] == level].iloc[0]
        assert np.log(row["high"] / row["low"]) / (2 * 1.98) == pytest.approx(
            error / row["estimate"], rel=0.2
        )


@pytest.mark.parametrize("rows", [[], rows_of("")])
def test_nobody_speaks(make_tagged, rows):
    frame = diversity(make_tagged([{"article_id": "0"}], rows))
    assert set(frame["n_attributions"]) == {0}
    assert frame["estimate"].isna().sum() >= len(MEASURES)


def test_attributions_without_a_speaker_are_left_out(make_tagged):
    rows = [*rows_of("x y"), {"article_id": "0", "speaker_id": None}]
    frame = diversity(make_tagged([{"article_id": "0"}], rows))
    assert set(frame["n_attributions"]) == {2}
    assert frame.attrs["left_out"]["unassigned_attributions"] == 1


def test_a_missing_column_is_named(make_tagged):
    tagged = make_tagged([{"article_id": "0"}], rows_of("x"))
    del tagged.attributions["actor"]
    with pytest.raises(InputError, match="lacks the column actor"):
        diversity(tagged, of="actor")


def test_rows_without_article_id_are_told(make_tagged):
    tagged = make_tagged([{"article_id": "0"}], rows_of("x y"))
    tagged.attributions.loc[0, "article_id"] = None
    with pytest.raises(InputError, match="1 rows have no article_id"):
        diversity(tagged)


def test_articles_of_one_identifier_are_told(make_tagged):
    with pytest.raises(InputError, match="same article_id"):
        diversity(make_tagged([{"article_id": "0"}, {"article_id": "0"}], rows_of("x")))
